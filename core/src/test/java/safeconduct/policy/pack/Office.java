package safeconduct.policy.pack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safeconduct.catalog.classify.RuleClassifier;
import safeconduct.catalog.classify.ToolDescription;
import safeconduct.flow.TaskFlow;
import safeconduct.flow.ToolCard;
import safeconduct.flow.goal.Goal;
import safeconduct.flow.goal.GoalReader;
import safeconduct.flow.label.Results;
import safeconduct.flow.trace.Taint;
import safeconduct.kernel.Json;

/** An office with tools as many servers have them, and a task in it. Every call goes through facts and a pack. */
final class Office {

    private static final Map<String, ToolCard> TOOLS = new HashMap<>();

    static {
        tool("read_email", "Returns one email of the mailbox.", "id");
        tool("read_file", "Returns the content of a file.", "file_name");
        tool("list_contacts", "Lists the contacts in the address book.");
        tool("send_email", "Sends an email.", "to", "subject", "body");
        tool("save_note", "Saves a note in the notebook.", "title", "text");
        tool("read_note", "Returns a note from the notebook.", "title");
        tool("fetch_url", "Fetches a web page from the internet.", "url");
        tool("delete_file", "Deletes a file for ever.", "file_name");
        tool("send_money", "Sends a transaction to an account.", "recipient_iban", "amount");
        tool("run_command", "Runs a shell command.", "command");
        tool("list_transactions", "Lists the transactions of the bank account.");
    }

    private final FlowPack pack;
    private final TaskFlow flow;

    private Office(String pack, Goal goal, Taint taint) {
        this.pack = FlowPack.shipped(pack).orElseThrow();
        this.flow = new TaskFlow(goal, true, Json.object(), taint);
    }

    static Office task(String pack, String words) {
        return new Office(pack, GoalReader.read(words), new Taint());
    }

    /** Another task of the same agent: a child, or a later one. Its words are vouched for by nobody else than the agent. */
    Office another(String words) {
        return new Office(pack.name(), GoalReader.read(words), flow.taint());
    }

    private static void tool(String name, String description, String... parameters) {
        var tool = Json.object().put("name", name).put("description", description);
        var properties = tool.putObject("inputSchema").put("type", "object").putObject("properties");
        List.of(parameters).forEach(parameter -> properties.putObject(parameter).put("type", "string"));
        ToolDescription described = ToolDescription.of(tool);
        TOOLS.put(name, ToolCard.of(described, new RuleClassifier().classify(described)));
    }

    /** Asks, and when it passes takes in the result: allow, ask or deny. */
    String call(String tool, String arguments, String result) {
        ToolCard card = TOOLS.get(tool);
        var input = Json.parseObject(arguments.replace('\'', '"'));
        FlowVerdict verdict = pack.decide(flow.facts(card, input), "t", tool);
        if (verdict instanceof FlowVerdict.Passes) {
            flow.sent(card);
            flow.observe(card, input, Results.of(result));
        }
        return switch (verdict) {
            case FlowVerdict.Passes() -> "allow";
            case FlowVerdict.Asks asks -> "ask";
            case FlowVerdict.Forbids forbids -> "deny";
        };
    }
}
