package safeconduct.api;

/**
 * Whether the server lives, or does its work.
 *
 * @param status ok, or why not
 */
public record Status(String status) {}
