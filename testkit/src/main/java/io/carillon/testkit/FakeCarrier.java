package io.carillon.testkit;

import io.carillon.model.Channel;
import io.carillon.model.Message;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.Wording;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A carrier whose far end is played by the test: what was sent stays open until the test answers
/// it. It refuses, as an error, what no real carrier may be asked: more parts than its window, a
/// second answer. For one thread only.
public final class FakeCarrier implements Carrier {
  private final String name;
  private final Channel channel;
  private final int window;
  private final List<Part> sent = new ArrayList<>();
  private final Map<Part, Answers> open = new LinkedHashMap<>();
  private Consumer<Part> onSend = _ -> {};
  private Reports reports =
      (_, _, _, _) -> {
        throw new IllegalStateException("not started");
      };
  private Runnable room = () -> {};
  private boolean up = true;
  private Wording wording = Wording.USUAL;
  private Optional<Orders> orders = Optional.empty();

  /// A carrier with one link, up, and this window.
  public FakeCarrier(String name, Channel channel, int window) {
    this.name = name;
    this.channel = channel;
    this.window = window;
  }

  /// Sets what is told of each part when it is sent; it must not answer it yet.
  public void onSend(Consumer<Part> listener) {
    onSend = listener;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  /// Sets how it takes texts; the usual way until then.
  public void wording(Wording other) {
    wording = other;
  }

  @Override
  public Wording wording() {
    return wording;
  }

  /// As many as the message has segments.
  @Override
  public int parts(Message message) {
    return message.bill().segments();
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public int room() {
    return up ? window - open.size() : 0;
  }

  @Override
  public void send(List<Part> parts, Answers answers) {
    if (parts.isEmpty() || parts.size() > room()) {
      throw new IllegalStateException(parts.size() + " parts for a room of " + room());
    }
    for (var part : parts) {
      sent.add(part);
      if (open.put(part, answers) != null) {
        throw new IllegalStateException("the same part is open already");
      }
    }
    parts.forEach(onSend);
  }

  @Override
  public void start(Reports into, Runnable hasRoom) {
    reports = into;
    room = hasRoom;
  }

  /// Sets what its far end lets one do about parts that it has taken; nothing before.
  public void offers(Orders offered) {
    orders = Optional.of(offered);
  }

  @Override
  public Optional<Orders> orders() {
    return orders;
  }

  @Override
  public State state() {
    return new State(1, up ? 1 : 0, open.size(), Duration.ZERO, "");
  }

  @Override
  public void close() {
    up = false;
  }

  /// Everything that was ever sent, oldest first.
  public List<Part> sent() {
    return List.copyOf(sent);
  }

  /// What is not answered yet, oldest first.
  public List<Part> open() {
    return List.copyOf(open.keySet());
  }

  /// The far end answers one part.
  public void answer(Part part, Outcome outcome) {
    answer(List.of(new Answer(part, outcome)));
  }

  /// The far end answers several in one go, all sent on behalf of the same caller.
  public void answer(List<Answer> answers) {
    Answers told = null;
    for (var answer : answers) {
      told = open.remove(answer.part());
      if (told == null) {
        throw new IllegalStateException("this part is not open");
      }
    }
    if (told != null) {
      told.answered(answers);
      room.run();
    }
  }

  /// The link goes down, or comes up again; open parts stay open until they are answered.
  public void up(boolean now) {
    up = now;
    if (up) {
      room.run();
    }
  }

  /// The far end brings reports in; `then` is told how that ended.
  public void report(List<Report> brought, Reports.Then then) {
    reports.take(name, "1", brought, then);
  }

  /// The far end brings reports in.
  public Kept report(Report... brought) {
    var kept = new Kept();
    report(List.of(brought), kept::told);
    return kept;
  }

  /// A connection over which the far end brought reports has ended.
  public void ended(long connection, boolean inOrder) {
    reports.ended(connection, inOrder);
  }

  /// Whether reports were answered, and how.
  public static final class Kept {
    private Optional<Boolean> synced = Optional.empty();

    private void told(boolean now) {
      if (synced.isPresent()) {
        throw new IllegalStateException("reports were answered twice");
      }
      synced = Optional.of(now);
    }

    /// Empty until they are answered; then whether they were kept.
    public Optional<Boolean> synced() {
      return synced;
    }
  }
}
