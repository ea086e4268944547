package io.carillon.engine.amend;

import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Report;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Part;
import io.carillon.model.port.Carrier.Reply;
import io.carillon.model.port.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes sent messages back from their carriers. What a carrier gives back is a receipt that says
/// so: the message then ends canceled, as if the carrier had told it by itself. Its price is not
/// given back: the carrier had it.
public final class TakingBack {
  /// Where no carrier gives anything back.
  public static final TakingBack NONE =
      new TakingBack(_ -> Optional.empty(), (_, _, _, then) -> then.kept(true));

  private final Function<String, Optional<Carrier.Orders>> orders;
  private final Reports reports;

  /// @param orders what a carrier can be asked
  /// @param reports takes what it gave back
  public TakingBack(Function<String, Optional<Carrier.Orders>> orders, Reports reports) {
    this.orders = orders;
    this.reports = reports;
  }

  /// How it ended.
  ///
  /// @param kept whether what was given back is written
  /// @param refusals what carriers said to parts that they did not give back
  record Ending(boolean kept, List<String> refusals) {}

  /// Whether it is worth asking: every part of the message is with a carrier that may give it back.
  boolean mayHelp(Message message) {
    return message.status() == Status.SENT
        && !message.state().legs().isEmpty()
        && message.state().legs().stream()
            .allMatch(leg -> leg.standing() == Standing.TAKEN && !leg.farId().isEmpty())
        && orders.apply(message.state().facts().carrier()).isPresent();
  }

  /// Asks for every part; `then` is told once, when each is answered and what was given back is
  /// written, or could not be.
  void ask(Message message, Consumer<Ending> then) {
    var carrier = message.state().facts().carrier();
    var legs = message.state().legs();
    var answers = new Answers(carrier, legs.size(), then);
    var far = orders.apply(carrier);
    for (var leg : legs) {
      var part = new Part(message, leg, legs.size());
      if (far.isPresent()) {
        far.get().cancel(part, reply -> answers.take(part, reply));
      } else {
        answers.take(part, new Reply.NotAnswered("the carrier is gone"));
      }
    }
  }

  private final class Answers {
    private final String carrier;
    private final Consumer<Ending> then;
    private final List<Report> given = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private int open;

    Answers(String carrier, int open, Consumer<Ending> then) {
      this.carrier = carrier;
      this.open = open;
      this.then = then;
    }

    void take(Part part, Reply reply) {
      if (isLast(part, reply)) {
        reports.take(carrier, given, kept -> then.accept(new Ending(kept, refusals)));
      }
    }

    private synchronized boolean isLast(Part part, Reply reply) {
      switch (reply) {
        case Reply.Done() -> given.add(back(part));
        case Reply.Told(var receipt) -> given.add(receipt);
        case Reply.Refused(var code) -> refusals.add("part " + part.leg().part() + ": " + code);
        case Reply.NotAnswered(var why) -> refusals.add("part " + part.leg().part() + ": " + why);
      }
      open--;
      return open == 0;
    }
  }

  private static Report back(Part part) {
    var parties = part.message().parties();
    return new Report.Receipt(
        part.leg().farId(),
        part.leg().reference(),
        parties.from(),
        parties.to(),
        Verdict.DELETED,
        "",
        "");
  }
}
