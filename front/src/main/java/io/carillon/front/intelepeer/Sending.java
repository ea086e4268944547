package io.carillon.front.intelepeer;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.front.door.Caller;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Repeats;
import io.carillon.front.intelepeer.IntelePeerRequests.Read;
import io.carillon.front.intelepeer.IntelePeerRequests.Send;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonItems;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.AccountId;
import io.carillon.model.Callback;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message.Place;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Answers a send: one message for a JSON object, up to 10,000 for an array.
///
/// An array is read whole for its grammar before anything is done, then accepted in batches, so
/// that what it costs in memory is its octets, one batch and the answer. Each result stands at the
/// index of its message.
final class Sending {
  /// Messages of one request.
  static final int ITEMS_MAX = 10_000;

  /// Octets of one body.
  static final int BODY_MAX = 16 << 20;

  /// What the dialect accepts and then tells to have failed; media only where a link led to them.
  private static final Set<Fault> LATE =
      EnumSet.of(Fault.SPAM, Fault.MEDIA_TOO_LARGE, Fault.MEDIA_UNSUPPORTED);

  /// Names what was refused by policy, so that it can be looked up.
  private static final String REQUEST_ID = "Request-Id";

  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final Accept accept;
  private final Function<String, Optional<String>> objections;
  private final IntelePeerNumbers numbers;
  private final Loads loads;
  private final String euHost;

  /// @param objections what stands against calling a URL, told without asking for its name
  Sending(
      Accept accept,
      Function<String, Optional<String>> objections,
      IntelePeerNumbers numbers,
      Loads loads,
      String euHost) {
    this.accept = accept;
    this.objections = objections;
    this.numbers = numbers;
    this.loads = loads;
    this.euHost = euHost;
  }

  /// Where a request came in.
  ///
  /// @param sender what the path names as the sender, where it does
  record Gate(Form form, Optional<String> sender, Caller caller) {}

  /// What all messages of one request have in common.
  ///
  /// @param digest of the whole body: what makes a repeated request the same
  /// @param receipts where the receipts of each sender go: asked once for each
  private record Batch(
      Gate gate,
      Place place,
      Request request,
      String digest,
      Map<String, Optional<String>> receipts) {
    AccountId account() {
      return gate.caller().account().id();
    }

    /// The sender in the path belongs to the request.
    Optional<Idempotency> key(int index) {
      var asked = place.dialect() + ' ' + place.form() + ' ' + gate.sender().orElse("");
      var octets = digest.getBytes(StandardCharsets.US_ASCII);
      return Repeats.key(request, account(), asked, index, octets);
    }
  }

  Reply answer(Gate gate, Request request) throws InterruptedException {
    return answered(gate, request).with(REQUEST_ID, request.id());
  }

  private Reply answered(Gate gate, Request request) throws InterruptedException {
    var unusable = Repeats.refusal(request);
    if (unusable.isPresent()) {
      return IntelePeerReplies.refused(unusable.get());
    }
    var body = request.body();
    if (!loads.enter(body.length)) {
      return IntelePeerReplies.refused(Refusal.later(Fault.OVERLOADED, COME_AGAIN));
    }
    try {
      var batch = new Batch(gate, place(gate, request), request, digest(request), new HashMap<>());
      return JsonItems.isArray(body) ? many(batch, body) : one(batch, body);
    } finally {
      loads.left(body.length);
    }
  }

  private Reply one(Batch batch, byte[] body) throws InterruptedException {
    var fields = List.of(Fields.read(body, IntelePeerRequests.KNOWN));
    return switch (results(batch, fields, 0).getFirst()) {
      case Accept.Result.Accepted(var message, _) ->
          IntelePeerReplies.accepted(batch.gate().form(), message);
      case Accept.Result.Refused(var refusal) -> IntelePeerReplies.refused(refusal);
    };
  }

  private Reply many(Batch batch, byte[] body) throws InterruptedException {
    int own = accept.perRequest(batch.account());
    var objection = JsonItems.objection(body, own == 0 ? ITEMS_MAX : Math.min(own, ITEMS_MAX));
    if (objection.isPresent()) {
      return IntelePeerReplies.refused(objection.get());
    }
    var json = new JsonWriter().object().number("code", 207).array("responses");
    int index = 0;
    try (var items = new JsonItems(body, IntelePeerRequests.KNOWN)) {
      var some = items.next(Accept.SUBMISSIONS_MAX);
      while (!some.isEmpty()) {
        for (var result : results(batch, some, index)) {
          IntelePeerReplies.item(json, batch.gate().form(), result);
        }
        index += some.size();
        some = items.next(Accept.SUBMISSIONS_MAX);
      }
    }
    return Reply.json(207, json.endArray().end().bytes());
  }

  /// What became of each, in their order; `first` is the index of the first in the whole request.
  private List<Accept.Result> results(Batch batch, List<Fields> items, int first)
      throws InterruptedException {
    var results = new ArrayList<Accept.Result>(items.size());
    var submissions = new ArrayList<Submission>(items.size());
    var places = new ArrayList<Integer>(items.size());
    for (int i = 0; i < items.size(); i++) {
      var read = read(items.get(i), batch);
      switch (read) {
        case Read.Refused(var refusal) -> results.add(new Accept.Result.Refused(refusal));
        case Read.Asked(var send) -> {
          submissions.add(submission(batch, send, first + i));
          places.add(i);
          results.add(NOT_YET);
        }
      }
    }
    if (!submissions.isEmpty()) {
      var taken = accept.take(submissions);
      for (int i = 0; i < taken.size(); i++) {
        results.set(places.get(i), taken.get(i));
      }
    }
    return results;
  }

  private static final Accept.Result NOT_YET =
      new Accept.Result.Refused(Refusal.of(Fault.INTERNAL, "", ""));

  private Read read(Fields fields, Batch batch) {
    var read =
        IntelePeerRequests.read(
            fields,
            batch.gate().sender(),
            from ->
                batch
                    .receipts()
                    .computeIfAbsent(from, own -> numbers.dlrWebhook(batch.account(), own)));
    return switch (read) {
      case Read.Refused _ -> read;
      case Read.Asked(var send) ->
          send.wishes()
              .callback()
              .map(Callback::url)
              .flatMap(objections)
              .<Read>map(why -> new Read.Refused(webhookRefused(why)))
              .orElse(read);
    };
  }

  private static Refusal webhookRefused(String why) {
    var field = "dlroptions.webhook";
    return Refusal.of(Fault.CALLBACK_REFUSED, field, field + ": " + why + ".");
  }

  private static Submission submission(Batch batch, Send send, int index) {
    return new Submission(
            new Submission.Source(
                batch.account(),
                batch.place(),
                batch.request().id(),
                send.guid(),
                Map.of(),
                send.kept().keepsake()),
            send.channel(),
            send.ends(),
            send.content(),
            send.wishes(),
            batch.key(index))
        .tellingLate(LATE)
        .at(index);
  }

  private Place place(Gate gate, Request request) {
    var region = Region.of(request, euHost);
    return new Place(Form.DIALECT, gate.form().word(), region, gate.caller().isLive());
  }

  /// Of the body, made once for all of its messages.
  private static String digest(Request request) {
    return request.header(Repeats.HEADER).isEmpty() ? "" : Keys.sha256(request.body());
  }
}
