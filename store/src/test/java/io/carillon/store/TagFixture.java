package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountEvent;
import io.carillon.model.AccountEvent.What;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.State;
import io.carillon.model.ConversationNote;
import io.carillon.model.Conversions;
import io.carillon.model.Direction;
import io.carillon.model.Endpoint;
import io.carillon.model.Erasure;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Learned;
import io.carillon.model.Message;
import io.carillon.model.Message.Facts;
import io.carillon.model.Message.Parties;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Money;
import io.carillon.model.Network;
import io.carillon.model.Notice;
import io.carillon.model.NumberFacts;
import io.carillon.model.Posting;
import io.carillon.model.Print;
import io.carillon.model.Refusal;
import io.carillon.model.Refused;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.Sighting;
import io.carillon.model.Signing;
import io.carillon.model.Spending;
import io.carillon.model.Status;
import io.carillon.model.Tariff;
import io.carillon.model.Touch;
import io.carillon.model.Usage;
import io.carillon.model.port.WordIndex;
import io.carillon.testkit.AttemptsContract;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Ports;
import io.carillon.testkit.RandomCommits;
import io.carillon.testkit.ReplaysContract;
import io.carillon.testkit.Samples;
import io.carillon.testkit.SigningsContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes what a store of this version holds, once for each tag, for [TagsTest] to read with every
/// later version: `tags/<tag>.sql`. Not among the tests by its name: CONTRIBUTING.md says how it is
/// run.
final class TagFixture {
  private static final int GROUPS = 6;
  private static final AccountId SHREDDED = new AccountId(new Id(8, 8));

  @TempDir Path folder;

  @Test
  void isWritten() throws Exception {
    var tag = System.getProperty("carillon.tag", "");
    assertThat(tag).as("-Dcarillon.tag").matches("[a-z0-9.-]+");
    var lines = new ArrayList<String>();
    try (var store = Store.open(new StoreSettings.Sqlite(folder, Opened.keys()), _ -> {})) {
      fill(store);
      lines.addAll(messages(folder, Opened.ports(store)));
    }
    try (var connection = open(folder)) {
      lines.addFirst("-- schema " + Migrations.version(connection));
      for (var table : Table.all(connection)) {
        lines.addAll(rows(connection, table));
      }
    }
    lines.addFirst("-- What the version " + tag + " keeps; written by TagFixture. Never changed.");
    Files.write(Path.of("src/test/resources/tags", tag + ".sql"), lines, StandardCharsets.UTF_8);
  }

  private static Connection open(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("carillon.db"));
  }

  private static void fill(Store store) throws Exception {
    var memory = MemoryStore.atOnce().ports();
    var random = new RandomCommits(20_261_121, memory);
    for (int i = 0; i < GROUPS; i++) {
      var group = random.next();
      var done = new CountDownLatch(2);
      memory.commits().hand(group, _ -> done.countDown());
      store.commits().hand(group, _ -> done.countDown());
      done.await();
    }
    var samples = new Samples(5);
    for (var status : Status.values()) {
      store.commits().write(Samples.accept(ended(samples, status)));
    }
    store.commits().write(Samples.inside(new Write.Declined(refused())));
    for (var kind : Resource.Kind.values()) {
      store
          .commits()
          .write(
              new Commit(
                  Urgency.ACCEPT,
                  List.of(),
                  List.of(new Write.Enrolled(resource(samples, kind), Samples.OCCASION))));
    }
    var sender = new Sender(ACCOUNT, Address.phone("+18005550100"), "", true);
    var enrolled = new Write.Enrolled(new Entry.OfSender(sender), Samples.OCCASION);
    store.commits().write(Samples.inside(enrolled));
    var consent =
        new Consent(
            ACCOUNT,
            Consent.Reach.ACCOUNT,
            Address.phone("+14155552671"),
            Consent.Action.REVOKE,
            START,
            Consent.Proof.written("STOP", "msg_1"));
    store.commits().write(Samples.inside(new Write.Consented(consent, true)));
    store.commits().write(Samples.accept(ofOther(samples.message())));
    for (var entry : List.of(new Entry.Resealed(ACCOUNT), new Entry.Shredded(SHREDDED))) {
      store.commits().write(Samples.inside(new Write.Enrolled(entry, Samples.OCCASION)));
    }
    var session = new Signing.In(SigningsContract.session(1));
    var used = new Signing.Used("key_0123456789abcdef", new Sighting(START, "192.0.2.1"));
    store.commits().write(Samples.inside(new Write.Signed(session), new Write.Signed(used)));
    store.commits().write(Samples.inside(money()));
    store.commits().write(Samples.inside(new Write.Spent(spending())));
    happen(samples, store);
    store.commits().write(Samples.inside(new Write.Touched(touch(samples))));
    var order =
        Erasure.ordered(
            samples.id().value(),
            ACCOUNT,
            "Request 1",
            START,
            List.of(Address.phone("+14155552671")));
    store
        .commits()
        .write(Samples.inside(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION)));
    store.erasures().finish(order.id(), Set.of(Samples.ACCOUNT), START, 0);
    beside(samples, store);
  }

  private static void happen(Samples samples, Store store) throws InterruptedException {
    var failed = Map.of(Event.FAULT, "opted_out");
    var event = new Event(ACCOUNT, START, Event.Kind.MESSAGE_FAILED, samples.id().value(), failed);
    var fragment = Samples.fragment(samples.id().value(), 1, 2, START);
    store
        .commits()
        .write(Samples.inside(new Write.Happened(event), new Write.Fragmented(fragment)));
    var facts = Map.of(Endpoint.URL, "https://example.com/all", Endpoint.EVENTS, "*");
    var id = samples.id().value();
    var all = new Resource(id, ACCOUNT, Resource.Kind.ENDPOINT, "", facts, START, START);
    var enrolled = new Write.Enrolled(new Entry.OfResource(all), Samples.OCCASION);
    store.commits().write(Samples.inside(enrolled));
    var method = Map.of("method", "web", "reach", "account");
    var given = new Event(ACCOUNT, START, Event.Kind.CONSENT_GIVEN, ACCOUNT.value(), method);
    store.commits().write(Samples.inside(new Write.Happened(given)));
    var attempt = AttemptsContract.attempt(samples.id(), 1, false);
    store.commits().write(Samples.inside(new Write.Tried(attempt)));
    var print = new Print(samples.id().value(), 1, samples.id().value(), START);
    store.commits().write(Samples.inside(new Write.Printed(print)));
    store.commits().write(Samples.inside(new Write.Replayed(ReplaysContract.replay(1))));
  }

  private static void conversation(Samples samples, Store store) throws InterruptedException {
    var party = new Conversation.Party(ACCOUNT, Consent.Reach.of(Address.phone("+4930")));
    var person = Address.phone("+14155552673");
    var line =
        new Conversation.Line(party, person, samples.id(), Channel.SMS, Direction.INBOUND, START);
    store.commits().write(Samples.inside(new Write.Threaded(line)));
    var read = Conversation.begun(line);
    var care = new Conversation.Care(State.OPEN, "user_1", Set.of("vip"), Optional.of(START), 1);
    var note =
        new ConversationNote(
            samples.id().value(), ACCOUNT, read.id(), "key key_1", "calls back", START, START);
    var tended = new Write.Tended(read.with(read.tail(), care, START));
    var guards = List.<Commit.Guard>of(Commit.Guard.AsRead.of(read));
    store
        .commits()
        .write(new Commit(Urgency.ACCEPT, guards, List.of(tended, new Write.Annotated(note))));
  }

  private static void words(Samples samples, Store store) throws InterruptedException {
    var message = samples.message();
    store.commits().write(Samples.accept(message));
    var edge = samples.id().value();
    store.words().begin(ACCOUNT, edge);
    var worded = new WordIndex.Worded(message.id(), message.state().rev(), Set.of("parcel"));
    var standing = new WordIndex.Standing(ACCOUNT, edge, edge, false, true);
    store.words().put(standing, List.of(worded), Duration.ZERO);
  }

  /// What no commit keeps: what happened to an account, and a network that was learned.
  private static void beside(Samples samples, Store store) throws InterruptedException {
    conversation(samples, store);
    words(samples, store);
    var low = new What.BalanceLow(new Money(1, "USD"), new Money(2_000_000, "USD"));
    var told =
        new Notice.Telling(Notice.Progress.DEAD, 3, Optional.of(START), Optional.of(START), 503);
    store.accountEvents().raise(AccountEvent.of(samples.id().value(), ACCOUNT, START, low, told));
    store.accountEvents().end(ACCOUNT, Event.Kind.BALANCE_LOW, START.plusSeconds(1));
    var network = new Network("310", "260", "T-Mobile");
    store.networks().keep(List.of(new Learned(17, network, NumberFacts.Source.RECEIPT, START)));
    store.networks().marks();
  }

  /// A message at this status, with every time and fact that it may have.
  private static Message ended(Samples samples, Status status) {
    var message = samples.message(new Content.Text(status.word() + " ünï ☎ 'quoted'"));
    var facts =
        new Facts(
            Optional.of(Fault.RECIPIENT_UNKNOWN),
            "0x0B",
            "smsc",
            "310260",
            "US",
            OptionalLong.of(6_500));
    var state = message.state().with(facts, Work.NONE);
    for (var step : List.of(Status.SENDING, Status.SENT, status)) {
      state = state.raised(step, START.plusSeconds(step.rank()));
    }
    return message.with(state);
  }

  private static Message ofOther(Message message) {
    var parties = message.parties();
    var others =
        new Parties(SHREDDED, parties.direction(), parties.channel(), parties.from(), parties.to());
    return new Message(
        message.id(),
        others,
        message.content(),
        message.terms(),
        message.bill(),
        message.origin(),
        message.state());
  }

  private static Refused refused() {
    return new Refused(
        ACCOUNT,
        "req_1",
        0,
        "pantheon",
        Channel.SMS,
        "*********71",
        "*********00",
        Refusal.of(Fault.OPTED_OUT, "to", "said so"),
        "checks",
        START);
  }

  private static Write[] money() {
    var none = Optional.<Instant>empty();
    var row =
        new Tariff.Row(Channel.SMS, "DE", "smsc", "*", Optional.of(START), none, Samples.usd(7));
    var rate = new Conversions.Rate("USD", "EUR", new BigDecimal("0.92"), Optional.of(START));
    var slot =
        new Usage.Slot(ACCOUNT, Usage.day(START), Channel.SMS, Direction.OUTBOUND, "DE", "USD");
    var paid =
        new Posting(new Id(1, 1), ACCOUNT, Commit.Reason.TOP_UP, Samples.usd(9), "paid", START);
    return new Write[] {
      new Write.Enrolled(new Entry.OfTariff(new Tariff(List.of(row))), Samples.OCCASION),
      new Write.Enrolled(new Entry.OfConversions(new Conversions(List.of(rate))), Samples.OCCASION),
      new Write.Posted(paid),
      new Write.Credited(ACCOUNT, Samples.usd(5)),
      new Write.Counted(new Usage(slot, new Usage.Sum(1, 2, 3, new Usage.Cost(4, 1))))
    };
  }

  private static Touch touch(Samples samples) {
    var person = Address.phone("+14155552671");
    return new Touch(samples.id(), ACCOUNT, person, "SHOP", START, START.plusSeconds(86_400));
  }

  private static Spending spending() {
    return new Spending(ACCOUNT, new Id(3, 3), "tmobile", START, START.plusSeconds(86_400), 200);
  }

  private static Entry resource(Samples samples, Resource.Kind kind) {
    return new Entry.OfResource(
        new Resource(
            samples.id().value(),
            ACCOUNT,
            kind,
            "one of kind " + kind.code(),
            Map.of("url", "https://example.org/a?b='c'"),
            START,
            START));
  }

  /// What the ports read of each message, as comments.
  private static List<String> messages(Path folder, Ports store) throws SQLException {
    var lines = new ArrayList<String>();
    try (var connection = open(folder);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM message ORDER BY id")) {
      while (rows.next()) {
        var id = new MessageId(Id.fromBytes(rows.getBytes(1)));
        lines.add("-- message " + TagRows.line(store.messages().find(id).orElseThrow(), store));
      }
    }
    return lines;
  }

  private static List<String> rows(Connection connection, Table table) throws SQLException {
    var lines = new ArrayList<String>();
    lines.add("DELETE FROM " + table.name() + ";");
    var into = table.insert().substring(0, table.insert().indexOf("VALUES"));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(table.select())) {
      while (rows.next()) {
        var values = new ArrayList<String>();
        for (int i = 1; i <= table.fields().size(); i++) {
          values.add(value(rows, i, table.fields().get(i - 1).kind()));
        }
        lines.add(into + "VALUES (" + String.join(", ", values) + ");");
      }
    }
    return lines;
  }

  private static String value(ResultSet rows, int at, Table.Kind kind) throws SQLException {
    if (rows.getObject(at) == null) {
      return "NULL";
    }
    return switch (kind) {
      case NUMBER -> Long.toString(rows.getLong(at));
      case OCTETS -> "X'" + HexFormat.of().withUpperCase().formatHex(rows.getBytes(at)) + "'";
      case TEXT -> {
        var text = rows.getString(at);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
          throw new SQLException("a control character in " + text);
        }
        yield "'" + text.replace("'", "''").replace("\n", "'||char(10)||'") + "'";
      }
    };
  }
}
