package safeconduct.cedar;

/** Names an entity: {@code Type::"id"}. */
public record EntityUid(String type, String id) {}
