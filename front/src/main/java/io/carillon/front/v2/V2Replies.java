package io.carillon.front.v2;

import io.carillon.engine.conversation.Mentions;
import io.carillon.engine.search.Finding;
import io.carillon.engine.sender.CountryRules;
import io.carillon.engine.trace.Trace;
import io.carillon.front.arranged.OwnUser;
import io.carillon.front.door.Role;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.person.SecondFactor;
import io.carillon.front.v2.MessageBody.Expanded;
import io.carillon.front.v2.WebhookWalk.Found;
import io.carillon.model.Account;
import io.carillon.model.ApiKey;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Notice;
import io.carillon.model.Refused;
import io.carillon.model.Secret;
import io.carillon.model.Sender;
import io.carillon.model.Sighting;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.History;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Writes every body of the native API. What is one thing says in `object` what it is.
final class V2Replies {
  private V2Replies() {}

  /// One message.
  static byte[] message(Message message, Expanded expanded) {
    var json = new JsonWriter().object();
    new MessageBody(json).message(message, expanded);
    return json.end().bytes();
  }

  /// The story of one message.
  ///
  /// @param tries to tell of it, the newest first
  static byte[] trace(Trace trace, MessageBody.Looked looked, List<Attempts.Kept> tries) {
    var json = new JsonWriter().object();
    new MessageBody(json).trace(trace, Optional.of(looked));
    json.array("webhook_attempts");
    tries.forEach(kept -> V2Attempts.shown(json, kept));
    json.endArray();
    return json.end().bytes();
  }

  /// What is left of a message that was deleted.
  static byte[] deleted(MessageId id) {
    var json = new JsonWriter().object().text("id", MessageNames.uuid(id));
    return json.text("object", "message").flag("deleted", true).end().bytes();
  }

  /// One webhook.
  static byte[] webhook(Found webhook) {
    var json = new JsonWriter();
    new MessageBody(json).webhook(webhook.notice(), webhook.kind());
    return json.bytes();
  }

  /// A page of a list.
  ///
  /// @param cursor what to go on behind, in the same direction; empty = the list ends here
  record Listing<T>(String path, List<T> items, String cursor) {}

  /// A page of messages.
  ///
  /// @param total how many there are on all pages, where that was asked for
  static byte[] messages(
      Listing<Message> page,
      List<Expanded> expanded,
      Optional<History.Total> total,
      Optional<Finding.Known> known) {
    var json = new JsonWriter();
    var body = new MessageBody(json);
    var rest = expanded.iterator();
    begin(json, page);
    total.ifPresent(all -> {
      json.object("total").number("messages", all.messages());
      json.flag("estimated", all.estimated()).end();
    });
    known.ifPresent(it -> known(json.object("words"), it).end());
    return data(
        json,
        page,
        message -> {
          json.object();
          body.message(message, rest.hasNext() ? rest.next() : Expanded.NOTHING);
          json.end();
        });
  }

  /// A page of webhooks.
  static byte[] webhooks(Listing<Found> page) {
    var json = new JsonWriter();
    var body = new MessageBody(json);
    return list(json, page, one -> body.webhook(one.notice(), one.kind()));
  }

  /// A page of conversations that were found by words.
  static byte[] mentions(
      JsonWriter json,
      Listing<Mentions.Mention> page,
      Mentions.Answer.Found found,
      Consumer<Mentions.Mention> item) {
    begin(json, page);
    known(json.object("words"), found.known()).flag("limited", found.limited()).end();
    return data(json, page, item);
  }

  private static JsonWriter known(JsonWriter json, Finding.Known known) {
    json.flag("complete", known.complete());
    moment(json, "since", known.since());
    moment(json, "until", known.until());
    return json;
  }

  static <T> byte[] list(JsonWriter json, Listing<T> page, Consumer<T> item) {
    begin(json, page);
    return data(json, page, item);
  }

  private static void begin(JsonWriter json, Listing<?> page) {
    json.object().text("object", "list").text("url", page.path());
    json.flag("has_more", !page.cursor().isEmpty()).textOrNull("next_cursor", page.cursor());
  }

  private static <T> byte[] data(JsonWriter json, Listing<T> page, Consumer<T> item) {
    json.array("data");
    page.items().forEach(item);
    return json.endArray().end().bytes();
  }

  /// The account itself.
  static byte[] account(
      Account account, Optional<Money> balance, Collection<Sender> senders, CountryRules rules) {
    var json = new JsonWriter().object();
    json.text("id", "AC" + account.id().value().hex()).text("object", "account");
    json.text("name", account.name());
    json.text("standing", account.standing().word());
    json.moment("created", account.created());
    new MessageBody(json).price("balance", balance);
    json.array("senders");
    ordered(senders).forEach(new SenderBody(json, rules)::sender);
    return json.endArray().end().bytes();
  }

  /// Senders in the order in which they are listed.
  static List<Sender> ordered(Collection<Sender> senders) {
    return senders.stream()
        .sorted(
            Comparator.comparing((Sender sender) -> sender.address().value())
                .thenComparing(Sender::callingCode))
        .toList();
  }

  /// The secret that signs webhooks.
  static byte[] webhookSecret(Secret secret) {
    return new JsonWriter()
        .object()
        .text("object", "webhook_secret")
        .text("webhook_secret", secret.reveal())
        .end()
        .bytes();
  }

  /// One API key.
  ///
  /// @param text of the key, where it has just been made
  /// @param last when it was shown
  static byte[] key(ApiKey key, Optional<Secret> text, Optional<Sighting> last, Instant now) {
    var json = new JsonWriter();
    key(json, key, text, last, now);
    return json.bytes();
  }

  /// A page of API keys.
  ///
  /// @param uses when each was shown last, by its id
  static byte[] keys(Listing<ApiKey> page, Map<String, Sighting> uses, Instant now) {
    var json = new JsonWriter();
    return list(
        json,
        page,
        key -> key(json, key, Optional.empty(), Optional.ofNullable(uses.get(key.id())), now));
  }

  private static void key(
      JsonWriter json, ApiKey key, Optional<Secret> text, Optional<Sighting> last, Instant now) {
    json.object().text("id", key.id()).text("object", "key");
    json.flag("live", key.grant().live());
    json.text("name", key.name()).textOrNull("description", key.about().description());
    json.texts("scopes", key.scopes().stream().sorted().toList());
    if (key.grant().rate() == 0) {
      json.none("rate");
    } else {
      json.number("rate", key.grant().rate());
    }
    boolean revoked = key.life().revoked().isPresent();
    json.text("state", revoked ? "revoked" : key.isLive(now) ? "active" : "expired");
    json.moment("created", key.life().created());
    moment(json, "expires", key.life().expires());
    moment(json, "revoked", key.life().revoked());
    if (last.isPresent()) {
      json.object("last_used").moment("at", last.get().at());
      json.text("address", last.get().address()).end();
    } else {
      json.none("last_used");
    }
    json.textOrNull("key", text.map(Secret::reveal).orElse("")).end();
  }

  /// One user, without the password.
  static byte[] user(OwnUser user) {
    var json = new JsonWriter();
    user(json, user);
    return json.bytes();
  }

  /// A page of users.
  static byte[] users(Listing<OwnUser> page) {
    var json = new JsonWriter();
    return list(json, page, user -> user(json, user));
  }

  private static void user(JsonWriter json, OwnUser user) {
    json.object().text("id", V2Users.name(user)).text("object", "user");
    json.textOrNull("email", user.mail().orElse("")).text("name", user.resource().name());
    json.textOrNull("role", user.role().map(Role::word).orElse(""));
    json.flag("api_access", user.hasApiAccess()).flag("has_password", !user.password().isEmpty());
    json.flag("second_factor", SecondFactor.isOn(user));
    json.flag("active", user.isActive());
    json.moment("created", user.resource().created());
    json.moment("updated", user.resource().updated()).end();
  }

  /// What was refused of one request; at least one item.
  static byte[] refusals(List<Refused> refused) {
    var first = refused.getFirst();
    var json = new JsonWriter().object().text("id", first.requestId()).text("object", "refusal");
    json.text("dialect", first.dialect()).moment("created", first.at()).array("items");
    for (var item : refused) {
      refused(json.object(), item);
    }
    return json.endArray().end().bytes();
  }

  /// A page of refused messages.
  static byte[] refused(Listing<Refused> page) {
    var json = new JsonWriter();
    return list(
        json,
        page,
        item -> {
          json.object().text("id", RefusedName.of(item)).text("object", "refused_message");
          json.text("request", item.requestId()).text("dialect", item.dialect());
          refused(json.moment("created", item.at()), item);
        });
  }

  /// What was refused of one message, up to the end of its object.
  private static void refused(JsonWriter json, Refused item) {
    json.number("index", item.index()).text("channel", item.channel().word());
    json.textOrNull("from", item.from()).textOrNull("to", item.to());
    json.object("error");
    error(json, V2Problem.of(item.refusal()));
    json.end();
    json.texts("checks_passed", checks(item)).end();
  }

  private static List<String> checks(Refused item) {
    return Stream.of(item.checks().split(" ")).filter(check -> !check.isEmpty()).toList();
  }

  private static void moment(JsonWriter json, String name, Optional<Instant> moment) {
    moment.ifPresentOrElse(at -> json.moment(name, at), () -> json.none(name));
  }

  /// The body of a webhook: the change, and the message as it stands now.
  static byte[] event(Message message, Notice notice) {
    var json = new JsonWriter().object();
    var change = notice.change();
    json.text("id", WebhookName.of(notice).text()).text("object", "event");
    json.text("type", "message." + change.status().word());
    json.number("sequence", notice.sequence()).moment("created", change.at());
    json.object("change").text("status", change.status().word()).moment("at", change.at());
    var body = new MessageBody(json);
    body.error(
        change.fault(),
        message.parties().channel(),
        change.fault().isEmpty() ? "" : message.state().facts().carrierCode());
    json.end().object("message");
    body.message(message, Expanded.NOTHING);
    return json.end().end().bytes();
  }

  /// A refused request.
  static byte[] refused(V2Problem problem, String requestId) {
    var json = new JsonWriter().object().object("error");
    error(json, problem);
    json.text("request_id", requestId);
    return json.end().end().bytes();
  }

  /// Settings or prices that cannot be taken, with all that is wrong with them.
  static byte[] refused(V2Problem problem, List<String> troubles, String requestId) {
    var json = new JsonWriter().object().object("error");
    error(json, problem);
    json.texts("troubles", troubles).text("request_id", requestId);
    return json.end().end().bytes();
  }

  private static void error(JsonWriter json, V2Problem problem) {
    json.text("code", problem.code()).text("message", problem.message());
    json.textOrNull("field", problem.field());
    json.text("resolution", problem.resolution());
  }
}
