package safeconduct.cedar;

/** An IPv4 or IPv6 address with the length of its prefix; a single address has the full length. */
public record IpValue(boolean v6, long high, long low, int prefix) implements Value {

    /**
     * An address, or a range as {@code address/prefix}. IPv4 written inside IPv6 is refused.
     *
     * @throws EvaluationException when the text is none
     */
    public static IpValue parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        IpValue parsed = address.indexOf(':') >= 0 ? IpText.v6(address) : IpText.v4(address);
        if (parsed == null) {
            throw new EvaluationException("`" + text + "` is not an IP address or range");
        }
        return slash < 0 ? parsed : parsed.withPrefix(text, text.substring(slash + 1));
    }

    private IpValue withPrefix(String text, String digits) {
        boolean leadingZero = digits.startsWith("0") && digits.length() > 1;
        int length = leadingZero || digits.length() > 3 ? -1 : Digits.number(digits, 0, digits.length());
        if (length < 0 || length > bits()) {
            throw new EvaluationException(
                    "`" + text + "` has no prefix of 0 to " + bits() + " after the `/`, without leading zero");
        }
        return new IpValue(v6, high, low, length);
    }

    private int bits() {
        return v6 ? 128 : 32;
    }

    /** True for IPv4. */
    public boolean isIpv4() {
        return !v6;
    }

    /** True when it is, or lies wholly in, {@code 127.0.0.0/8} or {@code ::1}. */
    public boolean isLoopback() {
        return v6 ? high == 0 && low == 1 && prefix == 128 : low >>> 24 == 127 && prefix >= 8;
    }

    /** True when it is, or lies wholly in, {@code 224.0.0.0/4} or {@code ff00::/8}. */
    public boolean isMulticast() {
        return v6 ? high >>> 56 == 0xff && prefix >= 8 : low >>> 28 == 0xe && prefix >= 4;
    }

    /** True when every address of this is one of the other. */
    public boolean isInRange(IpValue other) {
        if (v6 != other.v6 || prefix < other.prefix) {
            return false;
        }
        if (!v6) {
            return same(low << 32, other.low << 32, other.prefix);
        }
        return same(high, other.high, Math.min(other.prefix, 64))
                && same(low, other.low, Math.max(other.prefix - 64, 0));
    }

    private static boolean same(long a, long b, int bits) {
        return bits == 0 || (a ^ b) >>> (64 - bits) == 0;
    }

    @Override
    public String typeName() {
        return "ipaddr";
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        String address = v6 ? IpText.v6(high, low) : IpText.v4(low);
        return prefix == bits() ? address : address + "/" + prefix;
    }

    @Override
    public String toString() {
        return "ip(\"" + text() + "\")";
    }
}
