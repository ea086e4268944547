package io.carillon.app.settings;

import io.carillon.carriers.mail.SmtpSettings;
import io.carillon.carriers.registry.RegistrySettings;
import io.carillon.engine.accept.Pressure;
import io.carillon.engine.account.Inventory;
import io.carillon.engine.billing.Rates;
import io.carillon.engine.inbound.Gathering;
import io.carillon.engine.route.Costs;
import io.carillon.engine.route.Route;
import io.carillon.model.Address;
import io.carillon.model.Money;
import io.carillon.store.Retention;
import io.carillon.store.StoreSettings;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.Cidr;
import io.carillon.wire.http.HttpLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that can be set, as one immutable value.
///
/// @param revision 1 for what the process started with, one more for each reload that changed it
/// @param outbound what may be called from here
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
    AddressGuard.Rules outbound,
    IntelePeer intelePeer,
    Inbound inbound,
    LookupSettings lookup,
    Optional<RegistrySettings> registry,
    Optional<MailRelay> mail,
    CapSettings caps,
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
        inbound,
        lookup,
        registry,
        mail,
        caps,
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
  /// @param tls empty = not encrypted
  /// @param proxies whose word on who sent a request is taken
  public record Server(
      String host,
      int port,
      Path data,
      HttpLimits limits,
      Optional<ServerTls> tls,
      List<Cidr> proxies) {
    public Server {
      proxies = List.copyOf(proxies);
    }

    /// These with another identity.
    Server with(Optional<ServerTls> next) {
      return new Server(host, port, data, limits, next, proxies);
    }
  }

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
  /// @param requestsPerAddress a second, of those who do not show who they are; 0 = any
  public record Access(int failedLogins, int requestsPerKey, int requestsPerAddress) {}

  /// The far end that we play ourselves: for test keys, and for all while no carrier is configured.
  ///
  /// @param port of its SMPP server on the loopback address; 0 = any free one
  /// @param receiptDelay from a message to its delivery receipt
  public record Sandbox(int port, Duration receiptDelay) {}

  /// What becomes of what people write.
  ///
  /// @param patience how long parts of a text wait for the others, and for how long what may be
  ///   brought again is known again
  public record Inbound(Gathering.Patience patience) {}

  /// The relay that takes e-mails.
  ///
  /// @param tls whom we trust
  public record MailRelay(SmtpSettings relay, TlsFiles.Read tls) {}

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
