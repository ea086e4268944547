package io.carillon.engine.comply.cap;

import io.carillon.engine.comply.Allowance;
import io.carillon.engine.comply.Allowances;
import io.carillon.engine.comply.Check.Verdict.Later;
import io.carillon.engine.comply.cap.Cap.Scope;
import io.carillon.engine.comply.cap.Cap.Window;
import io.carillon.engine.sender.Arranged;
import io.carillon.engine.sender.Arranged.Campaign;
import io.carillon.engine.sender.Filing;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Message.Parties;
import io.carillon.model.Sender;
import io.carillon.model.Spending;
import io.carillon.model.Wait;
import io.carillon.model.port.Spendings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lets no more of a campaign go than the carriers of its recipients take (10DLC).
///
/// Problem: what is over a carrier's cap is refused, of some for the rest of the day, and no
/// restart may forget what went; yet who has no campaign must not pay for it. Idea: what went
/// stands in memory, and what counts for a day is written with the claim that sends it, one row a
/// brand and day; a minute needs no rows (see `MinuteRoom`). What finds no room waits, each message
/// by itself, for a moment of its own: so no campaign holds up another, or its own messages to
/// other carriers. Invariant: what was claimed was taken here before; what was not claimed is given
/// back. A message counts once a day however often it is tried, unless nobody knows what became of
/// it. Of a number whose network is not known every carrier's caps count, unless the settings say
/// otherwise: it may be any carrier's.
public final class Caps implements Allowances {
  private static final String COUNTRY = "US";

  private final Arranged arranged;
  private final Supplier<Directory> directory;
  private final Function<Address, String> networks;
  private final Rooms rooms;
  private volatile Rules rules;

  /// What is known of senders and recipients.
  ///
  /// @param directory the small tables as they are now
  /// @param networks MCC and MNC of a recipient's network, from memory; empty = not known
  public record Knowing(
      Arranged arranged, Supplier<Directory> directory, Function<Address, String> networks) {}

  /// What the operator says.
  ///
  /// @param countUnknown whether the caps of all carriers hold for a number whose network is not
  ///   known; else none do
  public record Rules(CapTable table, boolean countUnknown) {}

  /// How a cap stands.
  ///
  /// @param used parts of this day, or of this minute; empty where it is of single numbers
  /// @param until the end of the day
  public record Standing(Cap cap, OptionalInt used, Optional<Instant> until) {}

  /// @param found told of what waits and of what is refused
  public Caps(Knowing knowing, Rules rules, CapFigures found) {
    this.arranged = knowing.arranged();
    this.directory = knowing.directory();
    this.networks = knowing.networks();
    this.rules = rules;
    this.rooms = new Rooms(found);
  }

  /// Other rules from now on.
  public void adopt(Rules next) {
    rules = next;
  }

  /// Remembers what an earlier run used of this day. Called once, before anything is sent.
  public void recover(Spendings spendings, Instant now) {
    List<Spending> page;
    var behind = Optional.<Spending>empty();
    do {
      page = spendings.standing(now, behind, Spendings.ROWS_MAX);
      page.forEach(spending -> rooms.recall(spending, now));
      behind = page.isEmpty() ? behind : Optional.of(page.getLast());
    } while (page.size() == Spendings.ROWS_MAX);
  }

  @Override
  public boolean concern(Message message) {
    return campaign(message, directory.get()).isPresent();
  }

  @Override
  public Allowance take(Message message, int parts, Instant now) {
    var campaign = campaign(message, directory.get());
    return campaign.isEmpty()
        ? Allowance.FREE
        : rooms.take(
            bounds(campaign.get(), message.parties()), Rooms.Asked.of(message, parts), now);
  }

  /// The cap at which a message to be accepted would have to wait now, and until when.
  Optional<Later> reached(Parties parties, String country, Directory now, Instant at) {
    return concerned(parties, country)
        ? campaign(parties, now).flatMap(found -> rooms.full(bounds(found, parties), at))
        : Optional.empty();
  }

  private Optional<Campaign> campaign(Message message, Directory now) {
    return message.origin().place().live()
            && concerned(message.parties(), message.state().facts().country())
        ? campaign(message.parties(), now)
        : Optional.empty();
  }

  private static boolean concerned(Parties parties, String country) {
    boolean carried = parties.channel() == Channel.SMS || parties.channel() == Channel.MMS;
    return carried && country.equals(COUNTRY) && parties.from().kind() == Address.Kind.PHONE;
  }

  /// A sender that is registered everywhere needs none.
  private Optional<Campaign> campaign(Parties parties, Directory now) {
    return arranged
        .campaign(now, parties.account(), parties.from().value())
        .filter(_ ->
            Arranged.sender(now, parties.account(), parties.from())
                .filter(Sender::everywhere)
                .isEmpty());
  }

  /// The caps that hold for a message.
  private List<Bound> bounds(Campaign campaign, Parties parties) {
    var now = rules;
    var code = networks.apply(parties.to());
    var carrier = now.table().carrier(code);
    var bounds = new ArrayList<Bound>(3);
    for (var cap : now.table().of(campaign)) {
      boolean holds = code.isEmpty() ? now.countUnknown() : cap.carrier().equals(carrier);
      if (holds && cap.parts().isPresent()) {
        bounds.add(Bound.of(cap, campaign, parties.from().value()));
      }
    }
    return bounds;
  }

  /// How the caps of a campaign stand; nothing where it is not active.
  public List<Standing> of(Filing campaign, Instant now) {
    var all = new ArrayList<Standing>();
    Arranged.active(directory.get(), campaign)
        .ifPresent(active -> {
          for (var cap : rules.table().of(active)) {
            all.add(standing(cap, active, now));
          }
        });
    return all;
  }

  private Standing standing(Cap cap, Campaign campaign, Instant now) {
    var bound = Bound.of(cap, campaign, "");
    var until =
        cap.window() == Window.DAY
            ? Optional.of(DayRoom.Day.of(now).until())
            : Optional.<Instant>empty();
    var used =
        cap.scope() == Scope.NUMBER ? OptionalInt.empty() : OptionalInt.of(rooms.used(bound, now));
    return new Standing(cap, used, until);
  }

  /// A message that waited here has ended: what comes after all that is booked comes so much
  /// earlier.
  void unbook(Message message, Instant now) {
    var work = message.state().work();
    int begun = message.state().legs().size();
    int parts = begun > 0 ? begun : message.bill().segments();
    campaign(message, directory.get())
        .ifPresent(found ->
            work.due()
                .ifPresent(due -> rooms.unbook(bounds(found, message.parties()), parts, due, now)));
  }

  /// Whether a message waits here.
  static boolean waits(Message message) {
    return message.state().work().waitsFor() == Wait.CAP;
  }
}
