package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.Signing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How every store keeps who signed in and which keys were shown.
public interface SigningsContract {
  /// Whose sessions they are.
  Id USER = new Id(3, 1);

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private void sign(Signing... all) throws InterruptedException {
    for (var one : all) {
      var written = ports().commits().write(inside(new Write.Signed(one)));
      assertThat(written).isEqualTo(new Result.Done());
    }
  }

  /// A session of [#USER] that began so many seconds after the start.
  static Session session(int number) {
    var created = START.plusSeconds(number);
    return new Session(
        new Id(4, number),
        USER,
        ACCOUNT,
        "%064x".formatted(number),
        new Session.Life(created, created.plus(Session.LIFE)),
        new Sighting(created, "192.0.2." + number),
        "a browser");
  }

  @Test
  default void aSessionIsFoundUntilItEnds() throws Exception {
    sign(new Signing.In(session(1)), new Signing.In(session(2)));

    assertThat(ports().signings().find(session(1).sha256())).contains(session(1));
    assertThat(ports().signings().of(USER)).containsExactly(session(2), session(1));
    assertThat(ports().signings().of(new Id(9, 9))).isEmpty();

    sign(new Signing.Out(session(1).id()), new Signing.Out(session(1).id()));

    assertThat(ports().signings().find(session(1).sha256())).isEmpty();
    assertThat(ports().signings().of(USER)).containsExactly(session(2));
  }

  @Test
  default void whereASessionWasSeenLastIsKept() throws Exception {
    var late = new Sighting(START.plusSeconds(90), "2001:db8::1");
    sign(
        new Signing.In(session(1)),
        new Signing.Seen(session(1).id(), late),
        new Signing.Seen(session(1).id(), new Sighting(START.plusSeconds(60), "192.0.2.9")),
        new Signing.Seen(session(7).id(), late));

    assertThat(ports().signings().of(USER)).extracting(Session::last).containsExactly(late);
    assertThat(ports().signings().find(session(7).sha256())).isEmpty();
  }

  @Test
  default void theLastUseOfAKeyIsKept() throws Exception {
    var first = new Sighting(START, "192.0.2.1");
    var last = new Sighting(START.plusSeconds(60), "192.0.2.2");
    var both =
        inside(
            new Write.Signed(new Signing.Used("key_a", last)),
            new Write.Signed(new Signing.Used("key_a", first)));
    sign(new Signing.Used("key_a", first), new Signing.Used("key_b", first));
    assertThat(ports().commits().write(both)).isEqualTo(new Result.Done());
    sign(new Signing.Used("key_a", first));

    var uses = ports().signings().uses(List.of("key_a", "key_c"));

    assertThat(uses).containsOnlyKeys("key_a").containsEntry("key_a", last);
    assertThat(ports().signings().uses(List.of())).isEmpty();
  }
}
