package safeconduct.server.http;

import java.util.function.UnaryOperator;
import safeconduct.web.Handler;

/**
 * What stands before an endpoint.
 *
 * @param admin lets in who shows the operator's credential, as {@link AdminGate} does
 * @param task lets in who shows a task's token with its proof, and sets the caller of the request
 */
public record Gates(UnaryOperator<Handler> admin, UnaryOperator<Handler> task) {}
