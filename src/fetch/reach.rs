//! Which machines may be asked: addresses of the public internet, unless the user allows more.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Which machines may be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Those of the public internet.
    #[default]
    Public,
    /// All, those of the network around this computer too.
    Everything,
    /// Those of the public internet and these.
    PublicAnd(Vec<SocketAddr>),
}

impl Reach {
    fn lets(&self, address: SocketAddr) -> bool {
        match self {
            Self::Public => is_public(address.ip()),
            Self::Everything => true,
            Self::PublicAnd(others) => is_public(address.ip()) || others.contains(&address),
        }
    }
}

/// A machine that may not be asked.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not public")]
pub(super) struct NotPublic(pub IpAddr);

/// Looks up names and refuses those that lead to machines that may not be asked. The connection is made to
/// the very addresses that were checked: the name is not looked up again.
#[derive(Debug)]
pub(super) struct CheckedResolver {
    pub reach: Reach,
    pub names: DefaultResolver,
}

impl Resolver for CheckedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.names.resolve(uri, config, timeout)?;
        // One bad address among good ones is an attempt.
        match addresses.iter().find(|&&address| !self.reach.lets(address)) {
            Some(refused) => Err(ureq::Error::Other(Box::new(NotPublic(refused.ip())))),
            None => Ok(addresses),
        }
    }
}

/// Whether an address belongs to the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// IANA's register of special addresses, what is not globally reachable.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !is_special
}

/// Global unicast (`2000::/3`) without what stands for something else; addresses that hold one of the older
/// kind are as public as that.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, third, fourth, fifth, sixth, high, low] = address.segments();
    let inner = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (first, second) {
        // Mapped (::ffff:0:0/96).
        (0, 0) if (third, fourth, fifth, sixth) == (0, 0, 0, 0xffff) => inner(high, low),
        // Translated (64:ff9b::/96).
        (0x64, 0xff9b) if (third, fourth, fifth, sixth) == (0, 0, 0, 0) => inner(high, low),
        // 6to4.
        (0x2002, _) => inner(second, third),
        // Protocol assignments, Teredo and ORCHID among them (2001::/23), and documentation.
        (0x2001, 0..=0x1ff | 0xdb8) | (0x3fff, 0..=0xfff) => false,
        (0x2000..=0x3fff, _) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_not_public() {
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
        for public in [
            "1.1.1.1",
            "9.9.9.9",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.2.3",
            "193.0.0.1",
            "223.255.255.255",
            "::ffff:9.9.9.9",
            "64:ff9b::909:909",
            "2002:909:909::1",
            "2606:4700::1",
            "2a00:1450::1",
            "2620:fe::fe",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn an_exception_holds_for_one_port_only() {
        let reach = Reach::PublicAnd(vec!["127.0.0.1:8080".parse().unwrap()]);
        assert!(reach.lets("127.0.0.1:8080".parse().unwrap()));
        assert!(!reach.lets("127.0.0.1:8081".parse().unwrap()));
        assert!(reach.lets("9.9.9.9:1".parse().unwrap()));
        assert!(Reach::Everything.lets("127.0.0.1:1".parse().unwrap()));
    }
}
