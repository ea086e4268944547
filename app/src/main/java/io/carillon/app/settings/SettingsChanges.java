package io.carillon.app.settings;

import io.carillon.engine.billing.Rates;
import io.carillon.wire.http.HttpLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What lies between the settings in force and those that were read anew.
///
/// @param next what is to be in force: all that was read but for what needs a restart, with the
///   next revision where anything changed
/// @param changed a line each
/// @param needsRestart the settings that differ and are only looked at when the server starts
public record SettingsChanges(Settings next, List<String> changed, List<String> needsRestart) {
  public SettingsChanges {
    changed = List.copyOf(changed);
    needsRestart = List.copyOf(needsRestart);
  }

  /// Compares. The first account is not looked at: it is data once it was opened.
  public static SettingsChanges between(Settings now, Settings read) {
    var changed = new ArrayList<String>();
    carriers(now.carriers(), read.carriers(), changed);
    note(changed, "retention", now, read, Settings::retention);
    note(changed, "routes", now, read, Settings::routes);
    var rates = rates(now, read);
    note(changed, "rates", now.rates(), rates, Function.identity());
    note(changed, "policies", now, read, Settings::policies);
    note(changed, "outbound", now, read, Settings::outbound);
    note(changed, "inbound", now, read, Settings::inbound);
    note(changed, "lookup", now, read, Settings::lookup);
    note(changed, "registry", now, read, Settings::registry);
    note(changed, "smtp", now, read, Settings::mail);
    note(changed, "campaign-caps", now, read, Settings::caps);
    note(changed, "limits", now, read, Settings::limits);
    note(changed, "access", now, read, Settings::access);
    note(changed, "inventory", now, read, Settings::inventory);
    var smppServer = smppServer(now.smppServer(), read.smppServer());
    note(changed, "smpp-server.tls", now.smppServer(), smppServer, EsmeSettings::tls);
    note(changed, "log.level", now.log(), read.log(), Settings.Log::level);
    var server = server(now.server(), read.server());
    note(changed, "server.tls", now.server(), server, Settings.Server::tls);
    var next =
        new Settings(
            now.revision() + (changed.isEmpty() ? 0 : 1),
            server,
            now.store(),
            read.retention(),
            now.firstAccount(),
            now.sandbox(),
            smppServer,
            read.carriers(),
            read.routes(),
            rates,
            read.policies(),
            read.outbound(),
            now.intelePeer(),
            read.inbound(),
            read.lookup(),
            read.registry(),
            read.mail(),
            read.caps(),
            read.limits(),
            read.access(),
            read.inventory(),
            new Settings.Log(read.log().level(), now.log().format()));
    return new SettingsChanges(next, changed, needsRestart(next, read));
  }

  /// What is shown can change at once; all else is of the listening socket.
  private static Settings.Server server(Settings.Server now, Settings.Server read) {
    boolean renewed = now.tls().isPresent() && read.tls().isPresent();
    return renewed
        ? now.with(now.tls().map(tls -> tls.with(read.tls().orElseThrow().shown())))
        : now;
  }

  /// A certificate that was renewed can be shown at once; all else is of the listening socket.
  private static EsmeSettings smppServer(EsmeSettings now, EsmeSettings read) {
    boolean renewed = now.tls().isPresent() && read.tls().isPresent();
    return renewed ? now.with(read.tls()) : now;
  }

  /// Balances are kept in one currency: prices in another are none.
  private static Rates rates(Settings now, Settings read) {
    return read.rates().currency().equals(now.rates().currency()) ? read.rates() : now.rates();
  }

  /// What of `read` is not taken into `now`.
  private static List<String> needsRestart(Settings now, Settings read) { // table
    var needs = new ArrayList<String>();
    note(needs, "server.host", now.server(), read.server(), Settings.Server::host);
    note(needs, "server.port", now.server(), read.server(), Settings.Server::port);
    note(needs, "server.data", now.server(), read.server(), Settings.Server::data);
    var limits = now.server().limits();
    var wanted = read.server().limits();
    note(needs, "server.requests-max", limits, wanted, HttpLimits::requestsMax);
    note(needs, "server.connections-max", limits, wanted, HttpLimits::connectionsMax);
    note(needs, "server.connections-per-address", limits, wanted, HttpLimits::perAddressMax);
    note(needs, "server.header-max", limits, wanted, HttpLimits::headMax);
    note(needs, "server.bodies-max", limits, wanted, HttpLimits::bodiesMax);
    note(needs, "server.idle-timeout", limits, wanted, HttpLimits::idle);
    note(needs, "server.header-timeout", limits, wanted, HttpLimits::head);
    note(needs, "server.body-timeout", limits, wanted, HttpLimits::body);
    note(needs, "server.write-timeout", limits, wanted, HttpLimits::write);
    note(needs, "server.proxies", now.server(), read.server(), Settings.Server::proxies);
    note(needs, "server.tls", now.server(), read.server(), Settings.Server::tls);
    note(needs, "store", now, read, Settings::store);
    note(needs, "sandbox.port", now.sandbox(), read.sandbox(), Settings.Sandbox::port);
    note(
        needs,
        "sandbox.receipt-delay",
        now.sandbox(),
        read.sandbox(),
        Settings.Sandbox::receiptDelay);
    note(needs, "smpp-server", now, read, Settings::smppServer);
    note(needs, "intelepeer.eu-host", now, read, Settings::intelePeer);
    note(needs, "rates.currency", now.rates(), read.rates(), Rates::currency);
    note(needs, "log.format", now.log(), read.log(), Settings.Log::format);
    return needs;
  }

  private static <S, T> void note(
      List<String> noted, String setting, S now, S read, Function<S, T> part) {
    if (!Objects.equals(part.apply(now), part.apply(read))) {
      noted.add(setting);
    }
  }

  private static void carriers(
      List<CarrierSettings> now, List<CarrierSettings> read, List<String> changed) {
    var before = byName(now);
    var after = byName(read);
    for (var carrier : read) {
      var old = before.get(carrier.name());
      var setting = "carriers." + carrier.name();
      if (old == null) {
        changed.add(setting + ": added");
      } else if (!old.isBoundAs(carrier)) {
        changed.add(setting + ": bound anew");
      } else if (!old.equals(carrier)) {
        changed.add(setting + ": treated otherwise, its binds stay");
      }
    }
    for (var carrier : now) {
      if (!after.containsKey(carrier.name())) {
        changed.add("carriers." + carrier.name() + ": removed");
      }
    }
    boolean sameOnes = before.keySet().equals(after.keySet());
    if (sameOnes && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
      changed.add("carriers: in another order");
    }
  }

  private static Map<String, CarrierSettings> byName(List<CarrierSettings> carriers) {
    return carriers.stream()
        .collect(
            Collectors.toMap(
                CarrierSettings::name,
                Function.identity(),
                (one, _) -> one,
                java.util.LinkedHashMap::new));
  }
}
