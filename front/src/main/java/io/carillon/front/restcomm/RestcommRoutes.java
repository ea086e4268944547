package io.carillon.front.restcomm;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Saying;
import io.carillon.front.usage.UsageSums;
import io.carillon.model.Fault;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Ids;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Traces;
import io.carillon.model.port.Usages;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The paths of the dialect, and what answers each: the same under `/restcomm/2012-04-24`, as
/// Restcomm-Connect has it, and `/api/2012-04-24`, as the newer pages have it.
///
/// | path below an account | page |
/// |---|---|
/// | `/SMS/Messages`, `/SMS/Messages/{sid}` | SMS |
/// | `/Messages`, `/Messages/{sid}` | Messages API |
/// | nothing, or another account | Accounts |
/// | `/Applications`, `/Applications/{sid}` | Applications |
/// | `/IncomingPhoneNumbers`, `/IncomingPhoneNumbers/{sid}` | Incoming Phone Numbers |
/// | `/IncomingPhoneNumbers/Local`, `…/TollFree`, `…/Mobile` | its factories |
/// | `/AvailablePhoneNumbers/{country}/{kind}` | Available Phone Numbers |
/// | `/Notifications`, `/Notifications/{sid}` | Notifications |
/// | `/Usage/Records`, `/Usage/Records/{interval}` | Usage Records |
/// | `/Users`, `/ApiKeys`, `/Channels`, and each with `/{sid}` | named by the vendor, ours |
public final class RestcommRoutes {
  private static final List<String> PREFIXES =
      List.of("/restcomm/" + Sids.VERSION, "/api/" + Sids.VERSION);

  private final List<Route> routes = new ArrayList<>();
  private final Ids ids;

  /// Who may come in.
  public record Doors(Keys keys, Logins logins) {}

  /// The read ports that the dialect needs.
  public record Reading(
      Messages messages,
      History history,
      Notices notices,
      Traces traces,
      Attempts attempts,
      Accounts accounts,
      Usages usages) {}

  /// What carries out what is asked for.
  ///
  /// @param objections what stands against calling a URL, told without asking for its name
  public record Doing(
      Accept accept,
      Roster roster,
      Inventory inventory,
      NewKeys keys,
      Function<String, Optional<String>> objections) {}

  /// Where time and ids come from.
  public record Sources(Clock clock, Ids ids) {}

  public RestcommRoutes(Doors doors, Reading reading, Doing doing, Sources sources) {
    this.ids = sources.ids();
    var door = new RestcommDoor(doors.keys(), doors.logins(), reading.accounts());
    var sending = new Sending(doing.accept(), new Enabling(reading.accounts()), doing.objections());
    var messages = new MessageRoutes(door, sending, reading);
    for (var form : Form.values()) {
      routes.addAll(messages.routes(form));
    }
    var office = new Office(door, reading.accounts(), doing, sources, new ReentrantLock());
    routes.addAll(new AccountRoutes(office).routes());
    routes.addAll(new ApplicationRoutes(office).routes());
    routes.addAll(new NumberRoutes(office).routes());
    routes.addAll(new OfferRoutes(office).routes());
    routes.addAll(new NotificationRoutes(office, reading).routes());
    var sums = new UsageSums(reading.usages(), reading.accounts());
    routes.addAll(new UsageRoutes(office, sums).routes());
    routes.addAll(new UserRoutes(office).routes());
    routes.addAll(new KeyRoutes(office).routes());
    routes.addAll(new EnablingRoutes(office).routes());
  }

  /// Both mounts.
  public List<Mount> mounts() {
    return PREFIXES.stream()
        .map(prefix ->
            new Mount(prefix, routes, Refusals::problem, () -> "req_" + ids.next().uuid()))
        .toList();
  }

  /// How the dialect says a fault.
  public static Saying saying(Fault fault) {
    var row = RestcommFault.of(fault);
    return new Saying(row.http(), row.error(), Integer.toString(row.ended().number()));
  }
}
