package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.OCCASION;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Audit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Keepsake;
import io.carillon.model.Resource;
import io.carillon.model.port.Audits;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Words;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What becomes of messages that are sealed for the reader key of their account, and of that key.
public interface SealedContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private static Resource key(String kid) {
    var facts = Map.of("kty", "OKP", "crv", "X25519", "x", "AQAB", "kid", kid);
    return new Resource(
        ACCOUNT.value(), ACCOUNT, Resource.Kind.READER_KEY, "print of " + kid, facts, START, START);
  }

  private void enroll(Entry entry) throws InterruptedException {
    var written = ports().commits().write(inside(new Write.Enrolled(entry, OCCASION)));
    assertThat(written).isEqualTo(new Result.Done());
  }

  @Test
  default void wordsAreReplacedByTheirSealInTheCommitOfAChange() throws Exception {
    var message = new Samples(1).message(new Content.Text("said openly"));
    ports().commits().write(accept(message));
    var claimed = Samples.claimed(message, 1, START);
    ports().commits().write(inside(new Write.Changed(message, claimed)));

    var sealed = new Content.Sealed("eyJhbGciOiJkaXIifQ..c2FpZA.b3Blbmx5.dGFn");
    var sent = Samples.sent(claimed, START, "far").with(sealed, Keepsake.NONE);
    assertThat(ports().commits().write(inside(new Write.Changed(claimed, sent))))
        .isEqualTo(new Result.Done());

    assertThat(ports().messages().find(message.id())).contains(sent);
    var delivered = Samples.delivered(sent, START);
    ports().commits().write(inside(new Write.Changed(sent, delivered)));
    assertThat(ports().messages().find(message.id())).contains(delivered);
  }

  @Test
  default void noTextFindsWhatIsSealed() throws Exception {
    var samples = new Samples(1);
    var sealed = samples.message(new Content.Sealed("eyJhbGciOiJkaXIifQ..c2FpZA.b3Blbmx5.dGFn"));
    var open = samples.message(new Content.Text("b3Blbmx5 said"));
    ports().commits().write(accept(sealed));
    ports().commits().write(accept(open));

    var found =
        ports()
            .history()
            .page(
                Filter.of(ACCOUNT).with(new Words("b3Blbmx5", "", Map.of())),
                Order.NEWEST,
                Start.FIRST,
                10);

    assertThat(found.messages()).containsExactly(open);
  }

  @Test
  default void theKeyOfAnAccountIsKeptReplacedAndGivenUp() throws Exception {
    enroll(new Entry.OfAccount(Samples.account()));
    assertThat(ports().accounts().directory().readerKey(ACCOUNT)).isEmpty();

    enroll(new Entry.OfResource(key("one")));
    assertThat(ports().accounts().directory().readerKey(ACCOUNT)).contains(key("one"));
    enroll(new Entry.OfResource(key("two")));
    assertThat(ports().accounts().directory().readerKey(ACCOUNT)).contains(key("two"));
    enroll(new Entry.Dropped(key("two")));
    assertThat(ports().accounts().directory().readerKey(ACCOUNT)).isEmpty();

    var filter = new Audits.Filter(ACCOUNT, "reader_key", "", Period.ANY);
    var lines = ports().audits().page(filter, true, OptionalLong.empty(), 10).lines();
    assertThat(lines)
        .extracting(Audit::action)
        .containsExactly(Audit.Action.ADDED, Audit.Action.CHANGED, Audit.Action.REMOVED);
    assertThat(lines.get(1).after())
        .containsEntry("kid", "two")
        .containsEntry("name", "print of two");
  }
}
