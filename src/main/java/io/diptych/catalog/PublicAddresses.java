package io.diptych.catalog;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the public internet from all others (IANA's special-purpose registries, RFC 6890): this machine, its
 * network, a cloud's metadata service. A catalog comes from outside and must not send a server there.
 */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address
                ? isPublic(address.getAddress())
                : address instanceof Inet6Address && isPublicV6(address.getAddress());
    }

    private static boolean isPublic(byte[] v4) {
        int a = v4[0] & 0xFF;
        int b = v4[1] & 0xFF;
        int c = v4[2] & 0xFF;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || a == 100 && b >= 64 && b < 128 // between a provider and its customers
                || a == 169 && b == 254
                || a == 172 && b >= 16 && b < 32
                || a == 192 && b == 168
                || a == 192 && b == 0 && (c == 0 || c == 2)
                || a == 192 && b == 88 && c == 99
                || a == 198 && (b == 18 || b == 19)
                || a == 198 && b == 51 && c == 100
                || a == 203 && b == 0 && c == 113;
        return !special;
    }

    private static boolean isPublicV6(byte[] v6) {
        int first = (v6[0] & 0xFF) << 8 | v6[1] & 0xFF;
        int second = (v6[2] & 0xFF) << 8 | v6[3] & 0xFF;
        if (first == 0x2002) {
            return isPublicV4(v6, 2); // 6to4
        }
        if (first == 0x0064 && second == 0xFF9B) {
            return isPublicV4(v6, 12); // NAT64
        }
        // What is assigned at all is 2000::/3; of it, 2001::/23 is for protocols and 2001:db8::/32 for examples.
        return (first & 0xE000) == 0x2000
                && !(first == 0x2001 && (second < 0x0200 || second == 0x0DB8))
                && !(first == 0x3FFF && second < 0x1000);
    }

    private static boolean isPublicV4(byte[] v6, int from) {
        try {
            return contains(InetAddress.getByAddress(Arrays.copyOfRange(v6, from, from + 4)));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
