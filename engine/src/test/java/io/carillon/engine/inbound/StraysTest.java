package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.inbound.Strays.Delivered;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.model.Sender;
import io.carillon.model.TraceRow;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StraysTest {
  private static final Address PERSON = Address.phone("+491098765432");
  private static final Address NOBODYS = Address.phone("+14155550000");

  private Rig rig = new Rig();
  private final List<Message> kept = new ArrayList<>();
  private final List<TraceRow> noted = new ArrayList<>();

  private void arrives(Arrived arrived) {
    var brought = rig.carrier.report(arrived);
    rig.tasks.settle();
    assertThat(brought.synced()).contains(true);
  }

  private static Arrived words(String words) {
    return new Arrived(Channel.SMS, PERSON, NOBODYS, new Content.Text(words));
  }

  private static Arrived part(int number, String words) {
    var part = new Part(Scheme.NARROW, 7, 2, number, new Script("ASCII", 0, 0));
    var octets = new Payload(words.getBytes(StandardCharsets.US_ASCII));
    var content = new Content.Binary(octets, Optional.empty());
    return new Arrived(
        Channel.SMS, PERSON, NOBODYS, content, new Manner(part, List.of(), Delivery.NONE));
  }

  private Id only() {
    var all = rig.gathering.strays().page(Optional.empty(), 10);
    assertThat(all).hasSize(1);
    return all.getFirst().series();
  }

  private Delivered deliver(Id id) {
    var told = new AtomicReference<Delivered>();
    rig.tasks.start(
        "deliver",
        () -> {
          try {
            told.set(rig.gathering.strays().deliver(id));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    rig.tasks.settle();
    return told.get();
  }

  private void own() {
    rig.write(
        new Write.Enrolled(
            new Entry.OfSender(new Sender(Samples.ACCOUNT, NOBODYS, "")), Samples.OCCASION));
    rig.store.journal(commit -> {
      for (var write : commit.writes()) {
        if (write instanceof Write.Added(var message)) {
          kept.add(message);
        } else if (write instanceof Write.Noted(var row)) {
          noted.add(row);
        }
      }
    });
  }

  @Test
  void whatNobodyOwnsIsKeptOverARestart() {
    arrives(words("hello"));
    rig = rig.restarted();

    var stray = rig.gathering.strays().find(only()).orElseThrow();

    assertThat(stray.arrived()).isEqualTo(words("hello"));
    assertThat(stray.account()).isEmpty();
    assertThat(rig.gathering.open()).isZero();
  }

  @Test
  void itIsDeliveredOnceSomebodyOwnsTheNumber() {
    arrives(words("hello"));
    var id = only();
    assertThat(deliver(id)).isEqualTo(Delivered.OWNERLESS);
    own();

    assertThat(deliver(id)).isEqualTo(Delivered.DONE);

    assertThat(kept)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.account()).isEqualTo(Samples.ACCOUNT);
          assertThat(message.content()).isEqualTo(new Content.Text("hello"));
        });
    assertThat(noted)
        .singleElement()
        .satisfies(row -> assertThat(row.detail()).endsWith("when nobody owned the sender"));
    assertThat(deliver(id)).isEqualTo(Delivered.GONE);
    assertThat(kept).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenStaysAStray() {
    arrives(words("hello"));
    var id = only();
    own();
    rig.store.breakNext(1);

    assertThat(deliver(id)).isEqualTo(Delivered.BROKEN);
    assertThat(deliver(id)).isEqualTo(Delivered.DONE);
  }

  @Test
  void longTextsToNobodyArePutTogether() {
    arrives(part(2, "two"));
    arrives(part(1, "one "));

    var stray = rig.gathering.strays().find(only()).orElseThrow();

    assertThat(stray.arrived().content()).isEqualTo(new Content.Text("one two"));
    assertThat(rig.store.fragments().count()).isZero();
    assertThat(rig.meters.counted("messages.ownerless")).isEqualTo(1);
  }

  @Test
  void whatStaysInPartsBecomesAStrayThatSaysSo() {
    arrives(part(1, "one "));
    rig.clock.advance(Duration.ofHours(1));
    rig.gathering.sweep();
    rig.tasks.settle();

    var stray = rig.gathering.strays().find(only()).orElseThrow();

    assertThat(stray.arrived().content()).isEqualTo(new Content.Text("one "));
    assertThat(stray.arrived().manner().odd()).singleElement().asString().startsWith("partial: ");
  }
}
