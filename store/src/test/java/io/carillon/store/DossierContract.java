package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Direction;
import io.carillon.model.Erasure;
import io.carillon.model.Half;
import io.carillon.model.Learned;
import io.carillon.model.Message.Revision;
import io.carillon.model.MessageId;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.Report;
import io.carillon.model.Touch;
import io.carillon.model.port.Conversations;
import io.carillon.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// All that is held about a person is told, whatever the tables are kept in: what an erasure would
/// blot out, and nothing of others.
interface DossierContract {
  /// Which kind of line tells what stands in a table that can name a person. Who adds a table with
  /// people in it adds a kind of line, and has it erased.
  Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("message", DossierLine.MESSAGE),
          Map.entry("consent", DossierLine.CONSENT),
          Map.entry("opt_out", DossierLine.STOP),
          Map.entry("touch", DossierLine.TOUCH),
          Map.entry("conversation", DossierLine.CONVERSATION),
          Map.entry("conversation_note", DossierLine.NOTE),
          Map.entry("half", DossierLine.HALF),
          Map.entry("fragment", DossierLine.FRAGMENT),
          Map.entry("network", DossierLine.NETWORK),
          Map.entry("erasure", DossierLine.ERASURE),
          Map.entry("audit", DossierLine.AUDIT));

  /// Of all samples.
  Address PERSON = Address.phone("+14155550100");

  Store store();

  StoreSettings settings();

  private void write(Write... writes) throws InterruptedException {
    store().commits().write(inside(writes));
  }

  private void fill() throws Exception {
    write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
    var samples = new Samples(30);
    var message = samples.message(new Content.Text("secret words"));
    store().commits().write(accept(message));
    var ended =
        Samples.delivered(Samples.sent(Samples.claimed(message, 1, START), START, "f"), START);
    write(new Write.Changed(message, ended.with(ended.state().with(new Revision(1, 0)))));
    assertThat(store().retainAll(ArchiveContract.MONTH, ArchiveContract.LATER).messages()).isOne();
    store().commits().write(accept(samples.message(new Content.Text("further words"))));
    var proof = Consent.Proof.written("STOP please", "msg_1");
    var reach = Consent.Reach.ACCOUNT;
    var stop = new Consent(ACCOUNT, reach, PERSON, Consent.Action.REVOKE, START, proof);
    write(new Write.Consented(stop, true));
    var until = START.plusSeconds(86_400);
    write(new Write.Touched(new Touch(message.id(), ACCOUNT, PERSON, "SHOP", START, until)));
    var thread = new Conversation.Party(ACCOUNT, Consent.Reach.of(Address.phone("+4940")));
    write(
        new Write.Threaded(
            new Conversation.Line(
                thread, PERSON, message.id(), Channel.SMS, Direction.INBOUND, START)));
    var filter = Conversations.Filter.of(ACCOUNT).of(PERSON);
    var one = store().conversations().page(filter, Optional.empty(), 1).conversations().getFirst();
    var note =
        new ConversationNote(
            samples.id().value(), ACCOUNT, one.id(), "key key_1", "a noted word", START, START);
    var noted = one.with(one.tail(), one.care().withNotes(1), START);
    store()
        .commits()
        .write(
            new Commit(
                Commit.Urgency.ACCEPT,
                List.of(Commit.Guard.AsRead.of(one)),
                List.of(new Write.Tended(noted), new Write.Annotated(note))));
    var receipt =
        new Report.Receipt(
            "far-9", 0, Address.phone("+4930"), PERSON, Report.Verdict.DELIVERED, "", "");
    write(new Write.Parked(new Half("smsc", receipt, START)));
    write(new Write.Fragmented(Samples.fragment(samples.id().value(), PERSON, 1, 2, START)));
    var mark = store().networks().marks().of(PERSON);
    var network = new Network("310", "410", "Some");
    store().networks().keep(List.of(new Learned(mark, network, NumberFacts.Source.RECEIPT, START)));
    var people = List.of(PERSON);
    var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, people);
    write(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION));
    var entry = new Entry.Exported(ACCOUNT, store().erasures().mark(PERSON));
    write(new Write.Enrolled(entry, Samples.OCCASION));
  }

  private List<JsonNode> told(Address person) throws Exception {
    var dossier = store().erasures().about(person, Set.of(ACCOUNT));
    var text = new StringBuilder();
    for (var piece = dossier.next(); piece.length > 0; piece = dossier.next()) {
      text.append(new String(piece, StandardCharsets.UTF_8));
    }
    var lines = new ArrayList<JsonNode>();
    for (var line : text.toString().lines().toList()) {
      lines.add(new JsonMapper().readTree(line));
    }
    return lines;
  }

  private static List<String> kinds(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("kind").asText()).toList();
  }

  @Test
  default void everyPlaceWhereAPersonStandsHasItsLine() throws Exception {
    fill();

    var lines = told(PERSON);

    assertThat(kinds(lines)).startsWith("person").endsWith("end").containsAll(KINDS.values());
    var words = lines.stream().map(line -> line.path("message").path("text").asText()).toList();
    assertThat(words).contains("secret words", "further words");
    var end = lines.getLast();
    assertThat(end.path("complete").asBoolean()).isTrue();
    assertThat(end.path("lines").path("message").asInt()).isEqualTo(2);
    assertThat(lines.toString())
        .contains("STOP please", "a noted word", "Request 1", "\"mnc\":\"410\"");
    assertThat(lines.toString()).doesNotContain("+4930");
  }

  @Test
  default void noTableHoldsAPersonOfWhichNoLineTells() throws Exception {
    fill();
    var signs = new HashSet<String>();
    signs.add(PERSON.value());
    var mark = store().erasures().mark(PERSON);
    signs.add(mark);
    signs.add(new String(HexFormat.of().parseHex(mark), StandardCharsets.ISO_8859_1));
    signs.add(Long.toString(store().networks().marks().of(PERSON)));
    var holding = new HashSet<String>();

    try (var reader = Dialect.of(settings()).reader()) {
      for (var table : Table.all(reader)) {
        var text = text(reader, table);
        if (signs.stream().anyMatch(text::contains)) {
          holding.add(table.name());
        }
      }
    }

    assertThat(holding).isEqualTo(KINDS.keySet());
  }

  private static String text(Connection reader, Table table) throws Exception {
    var all = new StringBuilder();
    try (var statement = reader.createStatement();
        var rows = statement.executeQuery(table.select())) {
      while (rows.next()) {
        for (int i = 1; i <= table.fields().size(); i++) {
          var octets =
              table.fields().get(i - 1).kind() == Table.Kind.OCTETS ? rows.getBytes(i) : null;
          all.append(octets == null ? rows.getString(i) : "").append(' ');
          all.append(octets == null ? "" : new String(octets, StandardCharsets.ISO_8859_1));
          all.append('\n');
        }
      }
    }
    return all.toString();
  }

  @Test
  default void whatAnErasureBlotsOutIsToldBefore() throws Exception {
    fill();

    var blotted = store().erasures().blot(PERSON, Set.of(ACCOUNT));

    assertThat(KINDS.keySet()).containsAll(blotted.keySet()).contains("message", "network");
    var after = told(PERSON);
    assertThat(kinds(after)).doesNotContain(DossierLine.CONSENT, DossierLine.HALF);
    assertThat(kinds(after)).doesNotContain(DossierLine.CONVERSATION, DossierLine.NOTE);
    assertThat(kinds(after)).contains(DossierLine.STOP);
  }

  @Test
  default void ofAStrangerAndInOthersAccountsNothingIsTold() throws Exception {
    fill();

    assertThat(kinds(told(Address.phone("+14155550109")))).containsExactly("person", "end");
    var nobody = store().erasures().about(PERSON, Set.of());
    var text = new String(nobody.next(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("{\"kind\":\"person\"").doesNotContain("secret words");
  }

  @Test
  default void whatComesBackFromTheArchiveMeanwhileIsSaid() throws Exception {
    fill();
    var archived = new ArrayList<MessageId>();
    store().erasures().archived(Set.of(PERSON), ends -> archived.add(ends.id()));
    var dossier = store().erasures().about(PERSON, Set.of(ACCOUNT));
    dossier.next();

    store().messages().recall(archived.getFirst());
    var rest = new StringBuilder();
    for (var piece = dossier.next(); piece.length > 0; piece = dossier.next()) {
      rest.append(new String(piece, StandardCharsets.UTF_8));
    }

    assertThat(rest.toString()).contains("\"complete\":false", "\"moved\":true");
  }

  @Test
  default void theCommandTellsTheSame() throws Exception {
    fill();
    var out = new ByteArrayOutputStream();

    long lines = PersonExport.of(settings(), PERSON, Optional.of(ACCOUNT), out);

    var all = kinds(told(PERSON));
    var text = out.toString(StandardCharsets.UTF_8);
    assertThat(lines).isEqualTo(all.size() - 2L);
    assertThat(text.lines().count()).isEqualTo(all.size());
    assertThat(text).contains("secret words", "\"complete\":true");
  }
}
