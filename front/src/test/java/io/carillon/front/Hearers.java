package io.carillon.front;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.inbound.Ears;
import io.carillon.engine.inbound.Hearing;
import io.carillon.front.intelepeer.IntelePeerHerald;
import io.carillon.front.mycpaas.MycpaasHerald;
import io.carillon.front.pantheon.PantheonHerald;
import io.carillon.front.post.Courier;
import io.carillon.front.restcomm.RestcommHerald;
import io.carillon.front.smpp.Binds;
import io.carillon.front.smpp.EsmeHerald;
import io.carillon.front.v2.V2Herald;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Notice.Change;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import io.carillon.testkit.SeededIds;
import io.carillon.wire.http.AddressGuard;
import io.carillon.wire.http.ClientLimits;
import io.carillon.wire.http.GuardedClient;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// The heralds of a house as the server has them: who hears what a person writes, and how it is
/// told.
public final class Hearers {
  static final Policy<Hearing> POLICY =
      Hearing.policy(
          Stream.of(
                  PantheonHerald.SHAPES,
                  MycpaasHerald.SHAPES,
                  IntelePeerHerald.SHAPES,
                  RestcommHerald.SHAPES,
                  V2Herald.SHAPES,
                  EsmeHerald.SHAPES)
              .flatMap(List::stream)
              .toList());

  private final House house;
  private final List<Herald> heralds;

  /// Those who may call nobody.
  Hearers(House house) {
    this(house, new Courier(noWay(), house.clock(), "0"));
  }

  /// Those whose notices are carried so.
  public Hearers(House house, Courier courier) {
    this.house = house;
    var accounts = house.ports().accounts();
    var clock = house.clock();
    heralds =
        List.of(
            new PantheonHerald(courier, accounts, clock, new SeededIds(5)),
            new MycpaasHerald(
                courier,
                accounts,
                new MycpaasHerald.Hearing(_ -> Optional.empty(), _ -> Optional.empty(), clock)),
            new IntelePeerHerald(courier, accounts),
            new RestcommHerald(
                courier, accounts, new RestcommHerald.Hearing(_ -> Optional.empty(), clock)),
            new V2Herald(courier, accounts, clock),
            new EsmeHerald(new Binds(clock), accounts));
  }

  private static GuardedClient noWay() {
    var guard = new AddressGuard(List.of(), () -> false, (_, _) -> List.of());
    try {
      return new GuardedClient(guard, ClientLimits.standard(), SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// Where accounts hear.
  public Ears ears() {
    return new Ears(house.ports().accounts(), heralds, POLICY);
  }

  /// Lets a person write to a sender of the house's account, and tells it where that is heard, as
  /// after so many tries that failed; empty where nobody hears.
  public Optional<Telling> hear(Arriving arriving, int failed) {
    return attempt(arriving, failed).map(Tried::telling);
  }

  /// The same with what went over the wire.
  Optional<Tried> attempt(Arriving arriving, int failed) {
    var ear = ears().of(house.account().id(), arriving.to());
    return ear.map(found -> {
      var message = house.arrive(arriving.heardAt(found));
      return attempt(found.dialect(), message, found.inbox().main().url(), failed);
    });
  }

  /// Tells a message as it stands to a URL, as after so many tries that failed.
  Tried attempt(String dialect, Message message, String url, int failed) {
    var now = house.clock().now();
    var telling =
        new Notice.Telling(Notice.Progress.OPEN, failed, Optional.of(now), Optional.empty(), 0);
    var change = new Change(message.state().status(), now, Optional.empty());
    var notice = new Notice(message.id(), 1, dialect, "lane", url, change, telling);
    return heralds.stream()
        .filter(herald -> herald.dialect().equals(dialect))
        .findFirst()
        .orElseThrow()
        .attempt(message, notice);
  }
}
