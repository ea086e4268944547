package io.carillon.front.v2;

import io.carillon.front.door.Caller;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.AccountId;
import io.carillon.model.Audit;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Audits;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Answers who changed what of an account, or of one below it: the audit log, the newest first.
record V2Audit(Accounts accounts, Audits audits) {
  private static final String PREFIX = "audit_";
  private static final int PAGE_MAX = 100;
  private static final Pattern NAME = Pattern.compile(PREFIX + "([1-9][0-9]{0,17})");
  private static final Set<String> PARAMETERS =
      Set.of(
          "limit",
          "starting_after",
          "ending_before",
          "account",
          "kind",
          "subject",
          "created_after",
          "created_before");

  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    var paging = query.paging(PAGE_MAX);
    var account = account(caller, query.text("account"));
    var filter =
        new Audits.Filter(
            account.orElse(caller.account().id()),
            query.text("kind"),
            query.text("subject"),
            query.period("created"));
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (account.isEmpty()) {
      var words = "This is neither the account nor one below it.";
      return V2Door.refused(Refusal.of(Fault.NOT_FOUND, "account", words), request);
    }
    return page(filter, paging)
        .map(page -> Reply.json(200, body(page)))
        .orElseGet(
            () -> V2Door.refused(V2Query.badCursor(request.query(), "the id of a line"), request));
  }

  /// The caller's own, or one below it.
  private Optional<AccountId> account(Caller caller, String asked) {
    var own = caller.account().id();
    if (asked.isEmpty()) {
      return Optional.of(own);
    }
    return V2SubAccounts.within(accounts.directory(), own, asked);
  }

  private Optional<Listing<Audit>> page(Audits.Filter filter, V2Query.Paging paging) {
    boolean up = !paging.before().isEmpty();
    var edge = paging.after() + paging.before();
    var name = NAME.matcher(edge);
    if (!edge.isEmpty() && !name.matches()) {
      return Optional.empty();
    }
    var behind =
        edge.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(edge.substring(PREFIX.length())));
    var page = audits.page(filter, up, behind, paging.limit());
    var cursor = page.more() ? PREFIX + page.lines().getLast().number() : "";
    var lines = up ? page.lines().reversed() : page.lines();
    return Optional.of(new Listing<>("/v2/audit", lines, cursor));
  }

  private static byte[] body(Listing<Audit> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, line -> line(json, line));
  }

  private static void line(JsonWriter json, Audit line) {
    var author = line.by().author();
    json.object().text("id", PREFIX + line.number()).text("object", "audit");
    json.moment("created", line.by().at());
    json.text("account", "AC" + line.account());
    json.text("kind", line.subject().kind()).text("subject", line.subject().name());
    json.text("action", line.action().word());
    json.object("by");
    json.textOrNull("account", author.account().isEmpty() ? "" : "AC" + author.account());
    json.text("credential", author.credential());
    json.textOrNull("address", author.address()).textOrNull("request_id", author.request()).end();
    json.array("changes");
    var fields = new TreeSet<>(line.before().keySet());
    fields.addAll(line.after().keySet());
    fields.forEach(field -> change(json, line, field));
    json.endArray().end();
  }

  private static void change(JsonWriter json, Audit line, String field) {
    json.object().text("field", field);
    json.textOrNull("before", value(line.before(), field));
    json.textOrNull("after", value(line.after(), field)).end();
  }

  private static String value(Map<String, String> values, String field) {
    return values.getOrDefault(field, "");
  }
}
