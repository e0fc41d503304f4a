package safeconduct.web;

import java.net.InetAddress;

/** The other end of the connection, as the socket says; what headers say about it counts for nothing. */
public record Peer(InetAddress address, int port) {

    /** Whether it is on this machine. */
    public boolean loopback() {
        return address.isLoopbackAddress();
    }

    /** The address without a name: what limits count by. */
    public String host() {
        return address.getHostAddress();
    }
}
