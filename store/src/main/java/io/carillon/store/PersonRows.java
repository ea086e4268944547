package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Wait;
import io.carillon.store.vault.PersonSeal;
import io.carillon.store.vault.Place;
import io.carillon.store.vault.Vault;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows as they stand in a backup: what an erasure would take from them is sealed there under the
/// person's key. Where the key is destroyed, they come back as an erasure leaves them; what waited
/// to be sent to the person is due at once, so that the server ends it at its start.
///
/// An end of a message that is sealed reads `erased`, and the seal stands in its content; in other
/// tables it stands, in Base64, in the first of the columns that it holds.
final class PersonRows {
  private static final String BACKUP = "backup";
  private static final List<String> OF_CONSENT =
      List.of("person", "words", "source", "agent", "actor", "confirmation");
  private static final List<String> OF_NETWORK = List.of("name", "mcc", "mnc");

  private final PersonKeys people;
  private final Vault vault;

  /// Messages that came back without their person.
  private final Set<Id> gone = new HashSet<>();

  /// @param vault opens and seals the people of orders to erase them
  PersonRows(PersonKeys people, Vault vault) {
    this.people = people;
    this.vault = vault;
  }

  /// Seals a row on its way into a backup.
  boolean seal(PassingRow row) {
    switch (row.table()) {
      case "message" -> sealMessage(row);
      case "half" -> {
        sealEnd(row, "sender");
        sealEnd(row, "recipient");
      }
      case "fragment" -> sealFragment(row);
      case "consent" -> sealConsent(row);
      case "conversation" -> {
        return sealMarked(row, "mark");
      }
      case "conversation_note" -> {
        return sealMarked(row, "words");
      }
      case "network" -> sealNetwork(row);
      case "erasure" -> sealOrder(row);
      case "person_tree" -> row.set(BACKUP, 1L);
      default -> {}
    }
    return true;
  }

  /// Opens a row on its way out of a backup.
  boolean open(PassingRow row) {
    switch (row.table()) {
      case "message" -> openMessage(row);
      case "half" -> {
        openEnd(row, "sender");
        openEnd(row, "recipient");
      }
      case "fragment" -> {
        return openFragment(row);
      }
      case "consent" -> openConsent(row);
      case "conversation" -> {
        return openMarked(row, "mark");
      }
      case "conversation_note" -> {
        return openMarked(row, "words");
      }
      case "network" -> {
        return openNetwork(row);
      }
      case "print" -> {
        // tables come by name: those of messages are known by now
        return !gone.contains(Id.fromBytes(row.octets("whose")));
      }
      case "touch" -> {
        return !gone.contains(Id.fromBytes(row.octets("message")));
      }
      case "erasure" -> openOrder(row);
      case "person_tree" -> row.set(BACKUP, 0L);
      default -> {}
    }
    return true;
  }

  private static Address address(PassingRow row, String end) {
    return new Address(Codes.ADDRESS.of((int) row.number(end + "_kind")), row.text(end));
  }

  private static void set(PassingRow row, String end, Address address) {
    row.set(end + "_kind", (long) address.kind().code());
    row.set(end, address.value());
  }

  private static int account(PassingRow row) {
    return (int) row.number("account");
  }

  private static Octets put(Octets octets, Address address) {
    return octets.putCount(address.kind().code()).putText(address.value());
  }

  private static Address address(Octets octets) {
    return new Address(Codes.ADDRESS.of(octets.takeCount()), octets.takeText());
  }

  private static Octets put(Octets octets, byte @Nullable [] value) {
    return value == null ? octets.putCount(0) : octets.putCount(value.length + 1).put(value);
  }

  private static byte @Nullable [] octets(Octets octets) {
    int count = octets.takeCount();
    return count == 0 ? null : octets.take(count - 1);
  }

  private static String text(PersonSeal sealed) {
    return Base64.getEncoder().encodeToString(sealed.octets());
  }

  private Optional<Octets> opened(String text, Place place) {
    return opened(Base64.getDecoder().decode(text), place);
  }

  private Optional<Octets> opened(byte[] sealed, Place place) {
    return people.open(PersonSeal.read(sealed), place).map(Octets::reading);
  }

  private static Place ofMessage(PassingRow row) {
    return new Place("message", BACKUP, Id.fromBytes(row.octets("id")).hex());
  }

  /// The column of the end at which the person is.
  private static String farEnd(PassingRow row) {
    return switch (Codes.DIRECTION.of((int) row.number("direction"))) {
      case OUTBOUND -> "recipient";
      case INBOUND -> "sender";
    };
  }

  private void sealMessage(PassingRow row) {
    var end = farEnd(row);
    var person = address(row, end);
    if (person.equals(Address.ERASED)) {
      return;
    }
    var plain = put(Octets.empty(), person).putText(row.text("reference"));
    for (var column : List.of("tags", "keepsake", "content")) {
      put(plain, row.octetsOrNone(column));
    }
    var sealed = people.seal(person, account(row), ofMessage(row), plain.bytes());
    set(row, end, Address.ERASED);
    row.set("reference", "");
    row.set("tags", null);
    row.set("keepsake", null);
    row.set("content", sealed.map(PersonSeal::octets).orElseGet(PersonRows::nothing));
  }

  private static byte[] nothing() {
    return Contents.octets(new Content.Text(""));
  }

  private void openMessage(PassingRow row) {
    var sealed = row.octets("content");
    if (!PersonSeal.isSealed(sealed)) {
      return;
    }
    var opened = opened(sealed, ofMessage(row));
    if (opened.isEmpty()) {
      row.set("content", nothing());
      gone.add(Id.fromBytes(row.octets("id")));
      endSoon(row);
      return;
    }
    var plain = opened.get();
    set(row, farEnd(row), address(plain));
    row.set("reference", plain.takeText());
    for (var column : List.of("tags", "keepsake", "content")) {
      row.set(column, octets(plain));
    }
  }

  private static void endSoon(PassingRow row) {
    boolean waits =
        switch (Codes.WAIT.of((int) row.number("waits_for"))) {
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED -> true;
          case NOTHING, ANSWER, DOUBT, RECEIPT, REPLY -> false;
        };
    if (waits) {
      row.set("waits_for", (long) Wait.TURN.code());
      row.set("due", row.number("updated_at"));
    }
  }

  private static Place ofHalf(PassingRow row, String end) {
    return new Place("half", end, Long.toString(row.number("id")));
  }

  /// Whose message it is about is not known yet: each end may be a person.
  private void sealEnd(PassingRow row, String end) {
    var person = address(row, end);
    if (!person.equals(Address.ERASED)) {
      var plain = put(Octets.empty(), person).bytes();
      var sealed = people.seal(person, PersonTree.NOBODYS, ofHalf(row, end), plain);
      set(row, end, Address.ERASED);
      sealed.ifPresent(it -> row.set(end, text(it)));
    }
  }

  private void openEnd(PassingRow row, String end) {
    if (!row.text(end).equals(Address.ERASED.value())) {
      var plain = opened(row.text(end), ofHalf(row, end));
      set(row, end, plain.map(PersonRows::address).orElse(Address.ERASED));
    }
  }

  private static Place ofFragment(PassingRow row) {
    var series = Id.fromBytes(row.octets("series")).hex();
    return new Place("fragment", BACKUP, series + "/" + row.number("number"));
  }

  private void sealFragment(PassingRow row) {
    var person = address(row, "person");
    var plain = put(Octets.empty(), person);
    put(plain, row.octets("content"));
    var sealed = people.seal(person, account(row), ofFragment(row), plain.bytes());
    set(row, "person", Address.ERASED);
    row.set("content", sealed.map(PersonSeal::octets).orElseGet(PersonRows::nothing));
  }

  /// What an erasure drops does not come back.
  private boolean openFragment(PassingRow row) {
    var sealed = row.octets("content");
    if (!PersonSeal.isSealed(sealed)) {
      return false;
    }
    var opened = opened(sealed, ofFragment(row));
    opened.ifPresent(plain -> {
      set(row, "person", address(plain));
      row.set("content", octets(plain));
    });
    return opened.isPresent();
  }

  private static Place ofConsent(PassingRow row) {
    return new Place("consent", BACKUP, Long.toString(row.number("id")));
  }

  private void sealConsent(PassingRow row) {
    if (row.text("person").isEmpty()) {
      return;
    }
    var kind = Codes.ADDRESS.of((int) row.number("person_kind"));
    var person = new Address(kind, row.text("person"));
    var plain = texts(row, OF_CONSENT);
    var sealed = people.seal(person, account(row), ofConsent(row), plain);
    OF_CONSENT.forEach(column -> row.set(column, ""));
    sealed.ifPresent(it -> row.set("person", text(it)));
  }

  private void openConsent(PassingRow row) {
    if (!row.text("person").isEmpty()) {
      var plain = opened(row.text("person"), ofConsent(row));
      row.set("person", "");
      plain.ifPresent(it -> OF_CONSENT.forEach(column -> row.set(column, it.takeText())));
    }
  }

  private static Place ofMarked(PassingRow row) {
    return new Place(row.table(), BACKUP, Id.fromBytes(row.octets("id")).hex());
  }

  /// Of the person only the mark is known; it stands in the seal, with the column that holds it.
  private boolean sealMarked(PassingRow row, String column) {
    var mark = row.octets("mark");
    var plain = put(put(Octets.empty(), mark), row.octets(column)).bytes();
    var sealed = people.seal(Id.fromBytes(mark).high(), account(row), ofMarked(row), plain);
    row.set("mark", new byte[0]);
    sealed.ifPresent(it -> row.set(column, it.octets()));
    return sealed.isPresent();
  }

  private boolean openMarked(PassingRow row, String column) {
    var opened = opened(row.octets(column), ofMarked(row));
    opened.ifPresent(plain -> {
      row.set("mark", octets(plain));
      row.set(column, octets(plain));
    });
    return opened.isPresent();
  }

  private static byte[] texts(PassingRow row, List<String> columns) {
    var plain = Octets.empty();
    columns.forEach(column -> plain.putText(row.text(column)));
    return plain.bytes();
  }

  private static Place ofNetwork(PassingRow row) {
    return new Place("network", BACKUP, Long.toString(row.number("mark")));
  }

  private void sealNetwork(PassingRow row) {
    var plain = texts(row, OF_NETWORK);
    var sealed = people.seal(row.number("mark"), PersonTree.NETWORKS, ofNetwork(row), plain);
    OF_NETWORK.forEach(column -> row.set(column, ""));
    sealed.ifPresent(it -> row.set("name", text(it)));
  }

  private boolean openNetwork(PassingRow row) {
    if (row.text("name").isEmpty()) {
      return false;
    }
    var plain = opened(row.text("name"), ofNetwork(row));
    plain.ifPresent(it -> OF_NETWORK.forEach(column -> row.set(column, it.takeText())));
    return plain.isPresent();
  }

  private static Id order(PassingRow row) {
    return Id.fromBytes(row.octets("id"));
  }

  private static Place ofOrder(PassingRow row) {
    return new Place("erasure", BACKUP, order(row).hex());
  }

  /// Each person of it under a key of their own: another order may have destroyed one.
  private void sealOrder(PassingRow row) {
    var kept = row.octetsOrNone("people");
    if (kept == null) {
      return;
    }
    var plain = Octets.reading(vault.open(ErasureReader.place(order(row)), kept));
    var sealed = new ArrayList<PersonSeal>();
    for (var person : plain.takeList(() -> address(plain))) {
      var octets = put(Octets.empty(), person).bytes();
      people.seal(person, account(row), ofOrder(row), octets).ifPresent(sealed::add);
    }
    var all = Octets.empty().putCount(sealed.size());
    sealed.forEach(one -> put(all, one.octets()));
    row.set("people", all.bytes());
  }

  private void openOrder(PassingRow row) {
    var kept = row.octetsOrNone("people");
    if (kept == null) {
      return;
    }
    var sealed = Octets.reading(kept);
    var opened = new ArrayList<Address>();
    for (var one : sealed.takeList(() -> Optional.ofNullable(octets(sealed)).orElseThrow())) {
      opened(one, ofOrder(row)).ifPresent(plain -> opened.add(address(plain)));
    }
    var plain = Octets.empty().putCount(opened.size());
    opened.forEach(person -> put(plain, person));
    row.set("people", vault.seal(ErasureReader.place(order(row)), plain.bytes()));
  }
}
