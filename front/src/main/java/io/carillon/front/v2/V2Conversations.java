package io.carillon.front.v2;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.conversation.ConversationPolicy;
import io.carillon.engine.conversation.Lines;
import io.carillon.engine.conversation.Mentions;
import io.carillon.engine.conversation.Tending;
import io.carillon.engine.conversation.Tending.Outcome;
import io.carillon.engine.conversation.Tending.Wish;
import io.carillon.engine.conversation.Window;
import io.carillon.engine.conversation.WindowPolicy;
import io.carillon.engine.search.Finding;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Repeats;
import io.carillon.front.form.FormFields;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.naming.MessageNames;
import io.carillon.front.v2.V2Query.Paging;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.State;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Refusal;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.model.port.Conversations.Kept;
import io.carillon.model.port.Conversations.Place;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers what is asked of conversations: which there are, one, what was written in it; changes
/// who looks after one, and replies.
final class V2Conversations {
  private static final String PATH = "/v2/conversations";
  private static final int PAGE_MAX = 100;

  /// In filters those that nobody looks after.
  private static final String NOBODY = "nobody";

  private static final Set<String> PARAMETERS =
      Set.of(
          "limit",
          "starting_after",
          "state",
          "assignee",
          "label",
          "unread",
          "channel",
          "from",
          "pool",
          "to",
          "active_after",
          "active_before",
          Finding.WORDS);
  private static final Set<String> FIELDS = Set.of("state", "assignee", "labels", "read", "rev");

  private final Conversations conversations;
  private final Lines lines;
  private final Mentions mentions;
  private final Policy<ConversationPolicy> policy;
  private final Policy<WindowPolicy> windows;
  private final Accounts accounts;
  private final V2Expanding expanding;
  private final Tending tending;
  private final V2Sending sending;
  private final Clock clock;

  V2Conversations(V2Routes.Reading reading, Tending tending, V2Sending sending, Clock clock) {
    this.conversations = reading.conversing().conversations();
    this.lines = reading.conversing().lines();
    this.mentions = reading.conversing().mentions();
    this.policy = reading.conversing().policy();
    this.windows = reading.conversing().windows();
    this.accounts = reading.accounts();
    this.expanding = new V2Expanding(reading.traces(), reading.notices());
    this.tending = tending;
    this.sending = sending;
    this.clock = clock;
  }

  /// That with the last message first.
  Reply list(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, PARAMETERS);
    query.once(PARAMETERS);
    var paging = query.paging(PAGE_MAX);
    var filter = filter(caller, query);
    var words = query.words();
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    if (words.isPresent()) {
      return found(request, filter, words.get(), paging);
    }
    var behind = place(paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(badCursor(request), request);
    }
    var page = conversations.page(filter, behind, paging.limit());
    var persons = lines.persons(page.conversations());
    var cursor = page.behind().map(V2Conversations::cursor).orElse("");
    var json = new JsonWriter();
    var body = body(json);
    return Reply.json(
        200,
        V2Replies.list(
            json,
            new Listing<>(PATH, page.conversations(), cursor),
            one -> body.conversation(one, Optional.ofNullable(persons.get(one.id())))));
  }

  private static Refusal badCursor(Request request) {
    return V2Query.badCursor(request.query(), "the next_cursor of a page");
  }

  /// Those whose messages say some words, that with the newest such message first.
  private Reply found(Request request, Filter filter, String words, Paging paging) {
    var behind = MessageNames.read(paging.after());
    if (behind.isEmpty() && !paging.after().isEmpty()) {
      return V2Door.refused(badCursor(request), request);
    }
    return switch (mentions.page(filter, words, behind, paging.limit())) {
      case Mentions.Answer.Refused(var no) -> V2Door.refused(no, request);
      case Mentions.Answer.Found found -> {
        var cursor = found.behind().map(MessageNames::uuid).orElse("");
        var json = new JsonWriter();
        var body = body(json);
        yield Reply.json(
            200,
            V2Replies.mentions(
                json,
                new Listing<>(PATH, found.mentions(), cursor),
                found,
                one ->
                    body.conversation(
                        one.conversation(),
                        Optional.of(one.person()),
                        Optional.of(one.message()))));
      }
    };
  }

  private static Filter filter(Caller caller, V2Query query) {
    var kept =
        new Kept(
            query.word("state", State::of, "must be open or closed"),
            query.word("assignee", V2Conversations::assignee, "must be a name, or nobody"),
            query.word("label", Optional::of, "must be a label"),
            query.word("unread", V2Mapping::flag, "must be true or false"));
    var pool = query.word("pool", Id::fromHex, "must be the id of a pool, 32 hexadecimal digits");
    var from = query.word("from", V2Conversations::sender, "must be a sender");
    return new Filter(
        caller.account().id(),
        query.word("to", V2Conversations::person, "must be in E.164 format, such as +14155552671"),
        pool.map(Reach::ofPool).or(() -> from),
        kept,
        query.word("channel", Channel::of, "must be a channel, such as sms or mms"),
        query.period("active"));
  }

  private static Optional<String> assignee(String word) {
    return Optional.of(word.equals(NOBODY) ? "" : word);
  }

  private static Optional<Reach> sender(String value) {
    return Optional.of(new Reach(Reach.Kind.SENDER, FormFields.withPlus(value)));
  }

  private static Optional<Address> person(String value) {
    return Optional.of(FormFields.withPlus(value)).filter(Address::isE164).map(Address::phone);
  }

  private static String cursor(Place place) {
    var at = place.at();
    return at.getEpochSecond() + "-" + at.getNano() + "-" + ConversationBody.name(place.id());
  }

  private static Optional<Place> place(String cursor) {
    var parts = cursor.split("-", 3);
    if (parts.length < 3 || !parts[0].matches("\\d{1,12}") || !parts[1].matches("\\d{1,9}")) {
      return Optional.empty();
    }
    var at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    return ConversationBody.read(parts[2]).map(id -> new Place(at, id));
  }

  Reply one(Caller caller, Request request) {
    return find(caller, request)
        .map(one -> Reply.json(200, shown(one)))
        .orElseGet(() -> unknown(request));
  }

  /// The conversation that a request names.
  Optional<Conversation> find(Caller caller, Request request) {
    return ConversationBody.read(request.variable("id"))
        .flatMap(id -> conversations.find(caller.account().id(), id));
  }

  private byte[] shown(Conversation one) {
    var json = new JsonWriter();
    body(json).conversation(one, lines.person(one));
    return json.bytes();
  }

  private ConversationBody body(JsonWriter json) {
    var now = clock.now();
    return new ConversationBody(
        json, one -> Window.of(one, windows.of(accounts.directory(), one.party().account()), now));
  }

  static Reply unknown(Request request) {
    var none = Refusal.of(Fault.NOT_FOUND, "id", "The account has no such conversation.");
    return V2Door.refused(none, request);
  }

  Reply change(Caller caller, Request request) throws InterruptedException {
    var found = find(caller, request);
    if (found.isEmpty()) {
      return unknown(request);
    }
    var fields = Fields.readAll(request.body());
    var wish = wish(caller, fields);
    var refusal = Repeats.refusal(request).or(fields::refusal);
    if (refusal.isPresent()) {
      return V2Door.refused(refusal.get(), request);
    }
    var account = caller.account().id();
    var id = found.get().id();
    var once = Repeats.key(request, account, "v2 conversation " + id.hex());
    return switch (tending.change(account, id, wish, once)) {
      case Outcome.Done<Conversation>(var now) -> Reply.json(200, shown(now));
      case Outcome.Unknown<Conversation> _ -> unknown(request);
      case Outcome.Overtaken<Conversation>(var now) ->
          V2Door.refused(V2Problem.overtaken(now), request);
      case Outcome.Refused<Conversation>(var no) -> V2Door.refused(no, request);
    };
  }

  private Wish wish(Caller caller, Fields fields) {
    fields.only(FIELDS);
    var state = fields.text("state", PAGE_MAX).flatMap(State::of);
    if (fields.has("state") && state.isEmpty()) {
      fields.wrong("state", "must be open or closed");
    }
    var assignee = fields.text("assignee", Conversation.ASSIGNEE_MAX).map(String::strip);
    if (assignee.equals(Optional.of(NOBODY))) {
      fields.wrong("assignee", "must be empty for nobody");
    }
    var rev = fields.whole("rev", 1, Integer.MAX_VALUE);
    return new Wish(
        state,
        assignee,
        labels(caller, fields),
        fields.flag("read", false),
        rev.isPresent() ? Optional.of((int) rev.getAsLong()) : Optional.empty());
  }

  private Optional<Set<String>> labels(Caller caller, Fields fields) {
    if (!fields.has("labels")) {
      return Optional.empty();
    }
    var labels = fields.texts("labels", 0, Conversation.LABELS_MAX);
    var set = policy.of(accounts.directory(), caller.account().id());
    if (!labels.stream().allMatch(set::allows)) {
      fields.wrong(
          "labels",
          set.labels().isEmpty()
              ? "must hold words of 1 to 40 letters, digits, dots, dashes and underlines"
              : "must hold labels of the policy 'conversations'");
    }
    return Optional.of(new HashSet<>(labels));
  }

  /// Both directions, over all channels, the newest first.
  Reply messages(Caller caller, Request request) {
    var query = new V2Query(request.query());
    query.only(false, Set.of("limit", "starting_after"));
    var paging = query.paging(PAGE_MAX);
    var behind = query.message("starting_after", paging.after());
    if (query.refusal().isPresent()) {
      return V2Door.refused(query.refusal().get(), request);
    }
    var found = find(caller, request);
    if (found.isEmpty()) {
      return unknown(request);
    }
    var path = PATH + "/" + ConversationBody.name(found.get().id()) + "/messages";
    var person = lines.person(found.get());
    if (person.isEmpty()) {
      return messages(new Listing<>(path, List.of(), ""));
    }
    var page = lines.page(found.get(), person.get(), behind, paging.limit());
    var cursor = page.behind().map(MessageNames::uuid).orElse("");
    return messages(new Listing<>(path, page.messages(), cursor));
  }

  private Reply messages(Listing<Message> page) {
    var expanded = expanding.of(page.items(), V2Query.Expansion.NONE);
    return Reply.json(200, V2Replies.messages(page, expanded, Optional.empty(), Optional.empty()));
  }

  /// A message to the person, by the sender and on the channel that they wrote to last.
  Reply reply(Caller caller, Request request) throws InterruptedException {
    var found = find(caller, request);
    if (found.isEmpty()) {
      return unknown(request);
    }
    var one = found.get();
    var newest = lines.replied(one);
    if (newest.isEmpty()) {
      return V2Door.refused(V2Problem.personGone(), request);
    }
    var last = newest.get();
    var given = new V2Requests.Given(last.sender(), last.person(), last.channel());
    var place = "POST " + PATH + "/" + ConversationBody.name(one.id()) + "/messages";
    return sending.reply(caller, request, given, place, tending::replied);
  }
}
