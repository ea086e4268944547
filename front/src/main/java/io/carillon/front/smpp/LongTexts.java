package io.carillon.front.smpp;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Rewriting;
import io.carillon.engine.accept.Submission;
import io.carillon.model.AccountId;
import io.carillon.model.Callback;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Keepsake;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.port.Clock;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes one message of the parts in which ESMEs submit a long text.
///
/// Problem: a part may be answered only once it is synced, and many clients send the next part only
/// after that answer; so to hold parts back until all are there would stop such clients. Idea: what
/// has come so far *is* a message, scheduled for a little later; each further part rewrites it, and
/// the last one sends it at once. So every part is answered after its own sync, with the id of the
/// message and the number of the part, and nothing is lost where parts stay out: what came goes
/// when the time is over. Parts that come in one read are one commit.
///
/// What binds parts together (at most 4,096 texts of 32 parts) is in memory: after a crash the text
/// so far goes by itself, and so do the parts that come later.
final class LongTexts {
  private static final int TEXTS_MAX = 4_096;
  private static final String NOTE = "a further part of the text came";
  private static final Refusal BROKEN = Refusal.of(Fault.STORE_DOWN, "", "");

  private final Accept accept;
  private final Clock clock;
  private final Tasks tasks;
  private final Duration wait;
  private final LinkedHashMap<Key, Text> texts = new LinkedHashMap<>();

  /// @param wait for how long parts are waited for
  LongTexts(Accept accept, Clock clock, Tasks tasks, Duration wait) {
    this.accept = accept;
    this.clock = clock;
    this.tasks = tasks;
    this.wait = wait;
  }

  /// What became of a part.
  sealed interface Outcome {
    record Taken(MessageId id) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  private record Key(
      AccountId account, String form, Submission.Ends ends, int reference, int total) {
    static Key of(EsmeRequests.Read.Part part) {
      var source = part.submission().source();
      return new Key(
          source.account(),
          source.place().form(),
          part.submission().ends(),
          part.concat().reference(),
          part.concat().total());
    }
  }

  private record Waiting(int number, Submission submission, Consumer<Outcome> then) {}

  /// One text; guarded by the lock of the whole.
  static final class Text {
    private final Key key;
    private final Submission first;
    private final Echo echo;
    private final TreeMap<Integer, Integer> registered = new TreeMap<>();
    private final TreeMap<Integer, Piece> pieces = new TreeMap<>();
    private List<Waiting> unanswered = new ArrayList<>();
    private boolean busy;
    private @Nullable MessageId id;

    private Text(Key key, EsmeRequests.Read.Part part) {
      this.key = key;
      first = part.submission();
      echo = part.echo();
    }

    private boolean isWhole() {
      return pieces.size() == key.total();
    }

    private Keepsake keepsake() {
      return echo.of(
              pieces.navigableKeySet().stream()
                  .map(number -> new Echo.Part(number, registered.getOrDefault(number, 0)))
                  .toList())
          .keepsake();
    }

    private Content content() {
      return Piece.together(pieces.values());
    }
  }

  /// Takes a part; `then` is told once, after the [#push] of the text that is answered here. A part
  /// that says something else than the one before in its place begins another text.
  synchronized Text add(EsmeRequests.Read.Part part, Consumer<Outcome> then) {
    var key = Key.of(part);
    int number = part.concat().number();
    var text = texts.get(key);
    if (text == null || isOther(text, number, part.piece())) {
      texts.remove(key);
      if (texts.size() >= TEXTS_MAX) {
        texts.pollFirstEntry();
      }
      text = new Text(key, part);
      texts.put(key, text);
    }
    text.pieces.put(number, part.piece());
    text.registered.put(number, part.registered());
    text.unanswered.add(new Waiting(number, part.submission(), then));
    return text;
  }

  private static boolean isOther(Text text, int number, Piece piece) {
    var known = text.pieces.get(number);
    return (known != null && !known.equals(piece))
        || text.pieces.firstEntry().getValue().isText() != piece.isText();
  }

  /// Keeps what came of these texts.
  void push(Collection<Text> touched) {
    touched.forEach(this::push);
  }

  private record Step(
      Text text, List<Waiting> parts, Content content, Keepsake keepsake, boolean whole) {}

  private void push(Text text) {
    Step step;
    MessageId id;
    synchronized (this) {
      if (text.busy || text.unanswered.isEmpty()) {
        return;
      }
      text.busy = true;
      step = new Step(text, text.unanswered, text.content(), text.keepsake(), text.isWhole());
      text.unanswered = new ArrayList<>();
      id = text.id;
    }
    try {
      if (id == null) {
        begin(step);
      } else {
        goOn(step, id);
      }
    } catch (StoreException _) {
      settled(step, new Outcome.Refused(BROKEN));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      settled(step, new Outcome.Refused(BROKEN));
    }
  }

  private void begin(Step step) throws InterruptedException {
    var submission = EsmeRequests.saying(step.text().first, step.content(), step.keepsake());
    accept.take(
        List.of(step.whole() ? submission : held(submission)),
        results ->
            settled(
                step,
                switch (results.getFirst()) {
                  case Accept.Result.Accepted(var message, _) -> new Outcome.Taken(message.id());
                  case Accept.Result.Refused(var refusal) -> new Outcome.Refused(refusal);
                }));
  }

  /// The same, for later.
  private Submission held(Submission submission) {
    var wishes = submission.wishes();
    var until = later(wishes.timing().sendAt());
    return new Submission(
        submission.source(),
        submission.channel(),
        submission.ends(),
        submission.content(),
        new Submission.Wishes(
            wishes.encoding(),
            wishes.purpose(),
            wishes.priority(),
            wishes.wantsReceipt(),
            new Submission.Timing(wishes.timing().validity(), Optional.of(until)),
            wishes.callback()),
        submission.idempotency());
  }

  private Instant later(Optional<Instant> asked) {
    var until = clock.now().plus(wait);
    return asked.filter(until::isBefore).orElse(until);
  }

  private void goOn(Step step, MessageId id) {
    var wish =
        new Rewriting.Wish(
            Optional.of(step.content()),
            terms -> terms(terms, step),
            NOTE,
            _ -> step.keepsake(),
            false);
    accept
        .rewriting()
        .rewrite(
            step.text().key.account(),
            id,
            wish,
            result -> {
              switch (result) {
                case Rewriting.Result.Done(var message) ->
                    settled(step, new Outcome.Taken(message.id()));
                case Rewriting.Result.Refused(var refusal) ->
                    settled(step, new Outcome.Refused(refusal));
                case Rewriting.Result.TooLate _, Rewriting.Result.Unknown _ -> again(step);
              }
            });
  }

  /// Receipts are wanted for the whole as soon as one part wants them.
  private static Terms terms(Terms before, Step step) {
    var asked = step.text().first.wishes().timing().sendAt();
    var events = EnumSet.noneOf(Status.class);
    before.callback().ifPresent(callback -> events.addAll(callback.events()));
    var place = step.text().key.form();
    step.parts()
        .forEach(part ->
            part.submission()
                .wishes()
                .callback()
                .ifPresent(callback -> events.addAll(callback.events())));
    return new Terms(
        before.purpose(),
        before.priority(),
        before.wantsReceipt(),
        before.validity(),
        step.whole() ? asked : before.sendAt(),
        events.isEmpty()
            ? Optional.<Callback>empty()
            : Optional.of(EsmeMapping.callback(place, events)));
  }

  /// The time was over, and what had come is on its way: these parts begin anew.
  private void again(Step step) {
    synchronized (this) {
      var text = step.text();
      text.id = null;
      var late = step.parts().stream().map(Waiting::number).toList();
      text.pieces.keySet().retainAll(late);
      text.unanswered.addAll(step.parts());
      text.busy = false;
    }
    tasks.start("join the parts of a text", () -> push(step.text()));
  }

  private void settled(Step step, Outcome outcome) {
    boolean more;
    synchronized (this) {
      var text = step.text();
      text.busy = false;
      if (outcome instanceof Outcome.Taken(var id)) {
        text.id = id;
      } else {
        step.parts().forEach(part -> text.pieces.remove(part.number()));
      }
      boolean over = text.id == null ? text.pieces.isEmpty() : step.whole();
      if (over) {
        texts.remove(text.key, text);
      }
      more = !text.unanswered.isEmpty();
    }
    step.parts().forEach(part -> part.then().accept(outcome));
    if (more) {
      tasks.start("join the parts of a text", () -> push(step.text()));
    }
  }
}
