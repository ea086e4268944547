package io.carillon.app;

import io.carillon.app.run.PrometheusMeters;
import io.carillon.app.settings.Settings;
import io.carillon.engine.account.SignIns;
import io.carillon.engine.consent.Clearance;
import io.carillon.front.door.Keys;
import io.carillon.front.door.Logins;
import io.carillon.front.door.NewKeys;
import io.carillon.front.door.Threshold;
import io.carillon.front.intelepeer.IntelePeerDoor;
import io.carillon.front.intelepeer.IntelePeerHerald;
import io.carillon.front.intelepeer.IntelePeerRoutes;
import io.carillon.front.mycpaas.MycpaasHerald;
import io.carillon.front.mycpaas.MycpaasRoutes;
import io.carillon.front.openapi.OpenApiRoutes;
import io.carillon.front.ops.OpsRoutes;
import io.carillon.front.ops.Readiness;
import io.carillon.front.pantheon.PantheonHerald;
import io.carillon.front.pantheon.PantheonRoutes;
import io.carillon.front.person.SessionCookie;
import io.carillon.front.person.SessionDoor;
import io.carillon.front.post.Courier;
import io.carillon.front.restcomm.RestcommHerald;
import io.carillon.front.restcomm.RestcommRoutes;
import io.carillon.front.v2.V2AccountHerald;
import io.carillon.front.v2.V2ConversationRoutes;
import io.carillon.front.v2.V2EndpointHerald;
import io.carillon.front.v2.V2Herald;
import io.carillon.front.v2.V2Routes;
import io.carillon.front.v2.V2SigningIn;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.port.AccountHerald;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Ids;
import io.carillon.store.Store;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import io.carillon.wire.http.Mount;
import io.carillon.wire.http.SystemNames;
import io.carillon.wire.http.Visitors;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/// The ways in: dialects with their heralds, the native API, what operators look at.
final class FrontFloor implements AutoCloseable {
  private static final String VERSION = "0.1.0";

  private final Settings settings;
  private final CarrierFloor far;
  private final PrometheusMeters meters;
  private final SystemNames names = new SystemNames();
  private final AddressGuard guard;
  private final GuardedClient client;
  private final Duration patience;
  private Optional<Threshold> threshold = Optional.empty();
  private final SmppFloor smpp = new SmppFloor();

  FrontFloor(Settings settings, CarrierFloor far, PrometheusMeters meters, House.World world)
      throws CannotStart {
    this.settings = settings;
    patience = world.patience();
    this.far = far;
    this.meters = meters;
    guard = new AddressGuard(settings.outbound(), far::isPlaying, names);
    try {
      var tls = world.tls().isPresent() ? world.tls().get() : SSLContext.getDefault();
      client = new GuardedClient(guard, ClientLimits.standard(), tls);
    } catch (NoSuchAlgorithmException e) {
      throw new CannotStart("this JDK has no TLS", e);
    }
  }

  /// Who may ask how often, and what may be called, are these from now on.
  void adopt(Settings next) {
    threshold.ifPresent(one -> one.adopt(limits(next.access())));
    guard.adopt(next.outbound());
  }

  private static Threshold.Limits limits(Settings.Access access) {
    return new Threshold.Limits(
        access.failedLogins(), access.requestsPerKey(), access.requestsPerAddress());
  }

  /// Calls what people chose, where the settings let it.
  GuardedClient client() {
    return client;
  }

  /// One herald for each dialect.
  List<Herald> heralds(Accounts accounts, Clearance clearance, Clock clock, Ids ids) {
    var courier = new Courier(client, clock, VERSION, patience);
    var hearing = new MycpaasHerald.Hearing(clearance::intent, guard::objection, clock);
    return List.of(
        new PantheonHerald(courier, accounts, clock, ids),
        new MycpaasHerald(courier, accounts, hearing),
        new IntelePeerHerald(courier, accounts),
        new RestcommHerald(courier, accounts, new RestcommHerald.Hearing(guard::objection, clock)),
        new V2Herald(courier, accounts, clock),
        new V2EndpointHerald(courier, accounts, clock),
        smpp.herald(accounts, clock));
  }

  /// Who tells accounts what happened to them.
  ///
  /// @param urls where an account wants to be told now
  AccountHerald accountHerald(
      Accounts accounts, Function<AccountId, Optional<String>> urls, Clock clock) {
    return new V2AccountHerald(
        new Courier(client, clock, VERSION, patience), accounts, urls, clock);
  }

  /// All that is served.
  List<Mount> mounts(EngineFloor engine, Store store, Reload reload) {
    var threshold =
        new Threshold(
            store.accounts(),
            engine.clock,
            limits(settings.access()),
            engine.lastUses::shown,
            (directory, account) -> engine.checks.limits.of(directory, account).requests());
    this.threshold = Optional.of(threshold);
    var keys = new Keys(threshold);
    var logins = new Logins(threshold);
    var mounts = new ArrayList<Mount>();
    mounts.addAll(
        new MycpaasRoutes(
                new MycpaasRoutes.Doors(keys, logins, store.accounts()),
                new MycpaasRoutes.Reading(
                    store.messages(), store.history(), store.traces(), store.usages()),
                new MycpaasRoutes.Doing(
                    engine.accept,
                    engine.amendments,
                    engine.roster,
                    engine.inventory,
                    guard::objection,
                    channel -> carries(engine, channel)),
                engine.clock,
                engine.ids)
            .mounts());
    mounts.add(
        new PantheonRoutes(
                keys,
                new PantheonRoutes.Doing(
                    engine.accept, engine.amendments, engine.roster, newKeys(engine)),
                new PantheonRoutes.Reading(
                    store.messages(),
                    store.history(),
                    store.accounts(),
                    store.usages(),
                    engine.clock),
                new PantheonRoutes.Calls(guard::objection),
                engine.ids)
            .mount());
    mounts.addAll(intelePeer(engine, store, threshold).mounts());
    mounts.add(nativeApi(doors(threshold, engine, store), engine, store, reload).mount());
    mounts.addAll(restcomm(keys, logins, engine, store).mounts());
    mounts.add(new OpsRoutes(() -> readiness(engine), meters::scrape, engine.ids).mount());
    far.sandboxMount().ifPresent(mounts::add);
    mounts.addAll(new OpenApiRoutes(described(), engine.clock, engine.ids).mounts());
    return List.copyOf(mounts);
  }

  private static boolean carries(EngineFloor engine, Channel channel) {
    return engine.dispatch.carriers().stream().anyMatch(one -> one.channel() == channel);
  }

  private static NewKeys newKeys(EngineFloor engine) {
    return new NewKeys(engine.roster, engine.ids, engine.clock);
  }

  /// The describing files of what is mounted, in the order in which they are shown.
  private List<String> described() {
    var names =
        new ArrayList<>(
            List.of(
                "pantheoncloud",
                "mycpaas",
                "messaging-services",
                "restcomm",
                "intelepeer",
                "native",
                "operations"));
    far.sandboxMount().ifPresent(_ -> names.add("sandbox"));
    return names;
  }

  /// How often strangers may ask.
  Visitors visitors() {
    return threshold.<Visitors>map(one -> one::refusesStranger).orElse(Visitors.ALL);
  }

  /// The SMPP server for customers.
  SmppFloor smpp() {
    return smpp;
  }

  private RestcommRoutes restcomm(Keys keys, Logins logins, EngineFloor engine, Store store) {
    var doors = new RestcommRoutes.Doors(keys, logins);
    var reading =
        new RestcommRoutes.Reading(
            store.messages(),
            store.history(),
            store.notices(),
            store.traces(),
            store.attempts(),
            store.accounts(),
            store.usages());
    var doing =
        new RestcommRoutes.Doing(
            engine.accept, engine.roster, engine.inventory, newKeys(engine), guard::objection);
    var sources = new RestcommRoutes.Sources(engine.clock, engine.ids);
    return new RestcommRoutes(doors, reading, doing, sources);
  }

  private IntelePeerRoutes intelePeer(EngineFloor engine, Store store, Threshold threshold) {
    return new IntelePeerRoutes(
        new IntelePeerDoor(
            threshold, store.accounts(), engine.clock, engine.roster, engine.checks.signIn),
        new IntelePeerRoutes.Engine(
            engine.accept,
            engine.roster,
            new IntelePeerRoutes.Reading(store.messages(), store.traces(), store.accounts()),
            engine.clock,
            guard::objection),
        engine.ids,
        settings.intelePeer().euHost());
  }

  private V2Routes.Doors doors(Threshold threshold, EngineFloor engine, Store store) {
    var standing =
        new SessionDoor.Standing(
            store.accounts(),
            store.signings(),
            engine.clock,
            engine.checks.signIn,
            engine.lastUses::shown);
    var cookie = new SessionCookie(settings.server().tls().isPresent());
    var signIns = new SignIns(store.commits(), store.signings());
    return new V2Routes.Doors(
        new Keys(threshold), new V2SigningIn(threshold, standing, cookie, signIns), meters);
  }

  private V2Routes nativeApi(V2Routes.Doors doors, EngineFloor engine, Store store, Reload reload) {
    return new V2Routes(
        doors,
        new V2Routes.Reading(
            store.messages(),
            store.history(),
            engine.search.finding,
            store.records(),
            store.notices(),
            store.refusals(),
            store.consents(),
            engine.traces,
            store.accounts(),
            store.audits(),
            store.erasures(),
            store.accountEvents(),
            new V2Routes.Feed(store.events(), engine.listeners, engine.shown),
            new V2ConversationRoutes.Reading(
                store.conversations(),
                engine.conversation.lines,
                engine.conversation.mentions(store, engine.search.finding),
                engine.conversation.policy,
                engine.conversation.windows),
            store.attempts(),
            engine.notify::standing,
            store.ledger(),
            store.usages(),
            engine.lookup.numbers,
            engine.outlooks,
            engine.checks.policies,
            new V2Routes.Numbering(
                engine.inventory,
                engine.checks.rules,
                engine.checks.list.senders(),
                engine.checks.caps,
                engine.ears),
            smpp::shown),
        new V2Routes.Acting(
            engine.accept,
            new V2Routes.Changing(engine.amendments, engine.replacing),
            new V2ConversationRoutes.Acting(
                engine.conversation.tending, engine.conversation.notebook),
            engine.replays,
            engine.replaying,
            engine.orders,
            engine.roster,
            engine.recording,
            newKeys(engine),
            engine.cashier,
            engine.replies,
            new V2EndpointHerald(
                new Courier(client, engine.clock, VERSION), store.accounts(), engine.clock)),
        new V2Routes.Operating(
            reload,
            engine.routing,
            () -> reload.current().rates().currency(),
            engine.gathering.strays()),
        guard::objection,
        new V2Routes.Sources(engine.clock, engine.ids));
  }

  private Readiness readiness(EngineFloor engine) {
    boolean accepting = engine.accepting();
    return new Readiness(
        accepting,
        accepting ? "" : "the store has not answered for a while, or the server is stopping",
        engine.dispatch.carriers().stream().map(Readiness.Way::of).toList());
  }

  @Override
  public void close() {
    client.close();
    names.close();
  }
}
