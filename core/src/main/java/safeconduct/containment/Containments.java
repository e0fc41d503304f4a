package safeconduct.containment;

import java.util.List;

/** The containments in force. A repository. */
public interface Containments {

    List<Containment> all();

    /** Durable when it returns. */
    void add(Containment containment);

    /** Durable when it returns. */
    void remove(Containment.Scope scope);
}
