package io.carillon.engine.trace;

import io.carillon.engine.comply.Checkpoint;
import io.carillon.engine.trace.Trace.Step;
import io.carillon.model.AccountId;
import io.carillon.model.Direction;
import io.carillon.model.Leg;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Puts a message's story together from its times, its parts, its notices and its unusual rows. Of
/// what happened in one moment the cause comes first: a refusal, then the end that it brought, then
/// the notice of it.
public final class TraceReader {
  private static final Pattern MARKS = Pattern.compile("^(settings \\d+)\\.([0-9a-f]+)");

  private final Messages messages;
  private final Notices notices;
  private final Traces traces;
  private Function<Notice, Optional<Step>> waits = _ -> Optional.empty();

  public TraceReader(Messages messages, Notices notices, Traces traces) {
    this.messages = messages;
    this.notices = notices;
    this.traces = traces;
  }

  /// Sets what tells why an open notice waits; for the time of wiring only.
  public void onWaiting(Function<Notice, Optional<Step>> next) {
    waits = next;
  }

  /// The story of an account's message; empty where the account has no such message.
  public Optional<Trace> of(AccountId account, MessageId id) {
    return messages.find(id).filter(message -> message.account().equals(account)).map(this::of);
  }

  /// The story of a message that was read before.
  public Trace of(Message message) {
    var rows = traces.of(message.id());
    var steps = new ArrayList<Step>();
    beginning(message, rows, steps);
    rows.stream().filter(row -> !isOfNotice(row)).map(TraceReader::step).forEach(steps::add);
    progress(message, steps);
    var told = notices.of(message.id());
    for (var notice : told) {
      steps.addAll(steps(notice));
      if (notice.telling().progress() == Notice.Progress.OPEN) {
        waits.apply(notice).ifPresent(steps::add);
      }
    }
    rows.stream().filter(TraceReader::isOfNotice).map(TraceReader::step).forEach(steps::add);
    steps.sort(Comparator.comparing(Step::at));
    var owed =
        told.stream()
            .filter(notice -> notice.telling().progress() == Notice.Progress.OPEN)
            .findFirst();
    return new Trace(message, steps, owed);
  }

  private static boolean isOfNotice(TraceRow row) {
    return row.kind() == TraceRow.Kind.NOTICE_FAILED || row.kind() == TraceRow.Kind.NOTICE_DEAD;
  }

  private static Step step(TraceRow row) {
    return new Step(row.at(), row.kind().word(), row.detail());
  }

  private static void beginning(Message message, List<TraceRow> rows, List<Step> steps) {
    var times = message.state().times();
    if (message.parties().direction() == Direction.INBOUND) {
      steps.add(new Step(times.accepted(), "received", "from " + carrier(message)));
      return;
    }
    var origin = message.origin();
    var form = origin.form().isEmpty() ? "" : " (" + origin.form() + ")";
    steps.add(new Step(times.accepted(), "accepted", "by " + origin.dialect() + form));
    steps.add(new Step(times.accepted(), "checks_passed", checked(origin.decision())));
    steps.add(
        new Step(
            times.accepted(),
            "encoded",
            message.bill().encoding()
                + ", "
                + message.bill().segments()
                + (message.bill().segments() == 1 ? " segment" : " segments")));
    times
        .sending()
        .ifPresent(at -> steps.add(new Step(at, "claimed", "for " + claimer(message, rows, at))));
  }

  /// The decision, with the names of the checks in the place of their marks. Decisions of older
  /// versions have no marks.
  private static String checked(String decision) {
    var marks = MARKS.matcher(decision);
    return marks.find()
        ? Checkpoint.named(marks.group(2)) + "; " + marks.replaceFirst("$1")
        : "shape, sender, destination, content, money; " + decision;
  }

  /// The carrier that a message was first claimed for: that before the first fail-over since, whose
  /// row begins with `from` and its name.
  private static String claimer(Message message, List<TraceRow> rows, Instant claimed) {
    return rows.stream()
        .filter(row -> row.kind() == TraceRow.Kind.FAILED_OVER && !row.at().isBefore(claimed))
        .min(Comparator.comparing(TraceRow::at))
        .map(row -> row.detail().split(" ", 3)[1])
        .orElseGet(() -> carrier(message));
  }

  private static void progress(Message message, List<Step> steps) {
    if (message.parties().direction() == Direction.INBOUND) {
      return;
    }
    var times = message.state().times();
    times.sent().ifPresent(at -> steps.add(new Step(at, "sent", taken(message))));
    times.delivered().ifPresent(at -> steps.add(new Step(at, "delivered", network(message))));
    times.read().ifPresent(at -> steps.add(new Step(at, "read", "")));
    times.ended().ifPresent(at -> steps.add(ended(message, at)));
  }

  private static Step ended(Message message, Instant at) {
    var facts = message.state().facts();
    var code = facts.carrierCode().isEmpty() ? "" : " (carrier: " + facts.carrierCode() + ")";
    var channel = message.parties().channel();
    var words = facts.fault().map(fault -> fault.words(channel) + code).orElse("");
    var what = message.status().rank() == 50 ? message.status() : Status.UNDELIVERED;
    return new Step(at, what.word(), words);
  }

  private static String carrier(Message message) {
    return message.state().facts().carrier();
  }

  private static String network(Message message) {
    var network = message.state().facts().network();
    return network.isEmpty() ? "" : "network " + network;
  }

  private static String taken(Message message) {
    var ids = message.state().legs().stream().map(Leg::farId).filter(id -> !id.isEmpty()).toList();
    return carrier(message) + " took it as " + String.join(", ", ids);
  }

  private static List<Step> steps(Notice notice) {
    var what = "notice " + notice.sequence() + " (" + notice.change().status().word() + ")";
    var steps = new ArrayList<Step>(2);
    steps.add(new Step(notice.change().at(), "notice_owed", what));
    if (notice.telling().progress() == Notice.Progress.TOLD) {
      notice
          .telling()
          .ended()
          .ifPresent(at ->
              steps.add(new Step(at, "notice_told", what + ": HTTP " + notice.telling().answer())));
    }
    return steps;
  }
}
