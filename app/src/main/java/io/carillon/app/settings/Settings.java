package io.carillon.app.settings;

import io.carillon.engine.accept.Pressure;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.route.Costs;
import io.carillon.engine.route.Route;
import io.carillon.model.Address;
import io.carillon.model.Money;
import io.carillon.store.Retention;
import io.carillon.store.StoreSettings;
import io.carillon.wire.http.Cidr;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Everything that can be set, as one immutable value.
///
/// @param revision 1 for what the process started with, one more for each reload that changed it
/// @param routes empty = every carrier takes its channel, in the order of `carriers`
public record Settings(
    long revision,
    Server server,
    StoreSettings store,
    Retention retention,
    FirstAccount firstAccount,
    Sandbox sandbox,
    EsmeSettings smppServer,
    List<CarrierSettings> carriers,
    List<Route> routes,
    Rates rates,
    PolicySettings policies,
    Outbound outbound,
    IntelePeer intelePeer,
    LookupSettings lookup,
    Pressure.Limits limits,
    Access access,
    List<Inventory.Range> inventory,
    Log log) {
  public Settings {
    carriers = List.copyOf(carriers);
    routes = List.copyOf(routes);
    inventory = List.copyOf(inventory);
  }

  /// These, as a later revision.
  public Settings at(long next) {
    return new Settings(
        next,
        server,
        store,
        retention,
        firstAccount,
        sandbox,
        smppServer,
        carriers,
        routes,
        rates,
        policies,
        outbound,
        intelePeer,
        lookup,
        limits,
        access,
        inventory,
        log);
  }

  /// What all carriers ask.
  public Costs costs() {
    return new Costs(carriers.stream().flatMap(carrier -> carrier.costs().stream()).toList());
  }

  /// The carrier name that is the sandbox's own.
  public static final String SANDBOX = "sandbox";

  /// Where the server listens and keeps its data.
  ///
  /// @param port 0 = any free one
  /// @param requestsMax requests in flight; beyond it we refuse
  /// @param connectionsMax open connections
  public record Server(String host, int port, Path data, int requestsMax, int connectionsMax) {}

  /// What the first account of a new data folder gets.
  public record FirstAccount(String name, List<FirstSender> senders, Money balance) {
    public FirstAccount {
      senders = List.copyOf(senders);
    }
  }

  /// A sender of the first account, with the country calling code it is bound to (empty = none).
  public record FirstSender(Address address, String callingCode) {}

  /// How often who may ask.
  ///
  /// @param failedLogins a minute and address; beyond it credentials are not looked at; 0 = any
  /// @param requestsPerKey a second, where the key says nothing else; 0 = any
  public record Access(int failedLogins, int requestsPerKey) {}

  /// The far end that we play ourselves: for test keys, and for all while no carrier is configured.
  ///
  /// @param port of its SMPP server on the loopback address; 0 = any free one
  /// @param receiptDelay from a message to its delivery receipt
  public record Sandbox(int port, Duration receiptDelay) {}

  /// What may be called from here.
  ///
  /// @param allow ranges that the address guard lets through although they are private
  public record Outbound(List<Cidr> allow) {
    public Outbound {
      allow = List.copyOf(allow);
    }
  }

  /// What the IntelePeer dialect wants to know.
  ///
  /// @param euHost the host name under which messages of EU numbers come in
  public record IntelePeer(String euHost) {}

  /// How the log looks.
  public record Log(Level level, Format format) {
    /// What is told.
    public enum Level {
      ERROR,
      WARN,
      INFO,
      DEBUG
    }

    /// `key=value` lines for people or JSON lines for machines.
    public enum Format {
      TEXT,
      JSON
    }
  }
}
