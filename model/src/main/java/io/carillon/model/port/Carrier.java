package io.carillon.model.port;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One configured far end. It turns a part into one exchange and reports what happened: it never
/// retries, stores, throttles or bills.
public interface Carrier extends AutoCloseable {
  /// Its name in the settings, unique.
  String name();

  /// What it carries.
  Channel channel();

  /// Into how many parts it cuts a message, 1–255. Pure.
  int parts(Message message);

  /// How it takes the texts of short messages. Stays the same as long as it lives.
  default Wording wording() {
    return Wording.USUAL;
  }

  /// Whether at least one of its links is up. Answers at once.
  boolean isUp();

  /// How many exchanges it can begin now over all its binds; 0 when it is down.
  int room();

  /// Begins one exchange for each part and returns at once; at most [#room] parts. Each is answered
  /// exactly once, whatever the far end does, within the carrier's response time-out.
  void send(List<Part> parts, Answers answers);

  /// Connects by itself and stays connected until closed. `reports` takes what comes in; `room` is
  /// called when room may have appeared, from any thread, and must return at once.
  void start(Reports reports, Runnable room);

  /// What can be done about parts that it has taken; empty where its far end offers nothing.
  default Optional<Orders> orders() {
    return Optional.empty();
  }

  /// How it stands now, for people.
  State state();

  /// Stops taking parts, waits for the answers of those begun (at most 5 s), disconnects.
  @Override
  void close();

  /// One part to send.
  ///
  /// @param leg names the part and carries the reference to send along
  /// @param count of how many
  record Part(Message message, Leg leg, int count) {}

  /// Told what became of parts, a batch at a time, on the carrier's reading threads: it must return
  /// at once.
  interface Answers {
    /// Each part that was sent comes here once.
    void answered(List<Answer> answers);
  }

  /// What became of one part.
  record Answer(Part part, Outcome outcome) {}

  /// What some far ends let one do about a part that they have taken. Each call returns at once;
  /// `then` is told exactly once, within the carrier's response time-out, on a thread that it must
  /// not hold. The part's leg bears the far id.
  interface Orders {
    /// Takes a part back: `Done` means that it will not be delivered.
    void cancel(Part part, Consumer<Reply> then);

    /// Asks what became of a part: `Told`, where the far end knows.
    void query(Part part, Consumer<Reply> then);

    /// Puts other words in the place of those that were sent; only a message of one part can be
    /// replaced, by words that go as its own did. The part's message is as it was sent.
    void replace(Part part, Content words, Consumer<Reply> then);
  }

  /// What a far end answers to an order.
  sealed interface Reply {
    /// It is done.
    record Done() implements Reply {}

    /// What became of the part, as a receipt would say it.
    record Told(Report.Receipt receipt) implements Reply {}

    /// It does not do it. `code` is its own wording, for operators.
    record Refused(String code) implements Reply {}

    /// It was not asked, or no answer came: nothing is known.
    record NotAnswered(String why) implements Reply {}
  }

  /// How it stands.
  ///
  /// @param links configured links
  /// @param up links that are up
  /// @param inFlight exchanges begun and not answered
  /// @param answer how long an answer took lately, measured on its links; zero = not known
  /// @param detail the last trouble, for people; empty = none
  record State(int links, int up, int inFlight, Duration answer, String detail) {}
}
