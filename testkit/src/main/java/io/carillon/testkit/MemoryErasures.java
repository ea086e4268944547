package io.carillon.testkit;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import io.carillon.model.Payload;
import io.carillon.model.port.Erasures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The orders to erase people of a [MemoryStore]. Nothing is archived there, and nothing is signed:
/// its certificates bear 64 zeros.
record MemoryErasures(MemoryStore.Read read) implements Erasures {
  /// The rows; the store's lock guards them.
  static final class Orders {
    private final TreeMap<Id, Open> orders = new TreeMap<>();
    private final Map<Id, Erasure.Certificate> certificates = new HashMap<>();

    void put(Erasure erasure) {
      var marks = erasure.people().stream().map(Orders::mark).toList();
      change(with(erasure, erasure.people(), marks, erasure.progress()), List.of());
    }

    private static String mark(Address person) {
      return "%032x".formatted(person.hashCode());
    }

    private static Erasure with(
        Erasure order, List<Address> people, List<String> marks, Erasure.Progress progress) {
      return new Erasure(
          order.id(), order.account(), order.reason(), order.ordered(), people, marks, progress);
    }

    private void change(Erasure next, List<MessageId> pending) {
      orders.put(next.id(), new Open(next, pending));
    }

    private Optional<Erasure> find(Id id) {
      return Optional.ofNullable(orders.get(id)).map(Open::erasure);
    }
  }

  @Override
  public Optional<Erasure> find(Id id) {
    return read.of(rows -> rows.erasures.find(id));
  }

  @Override
  public List<Erasure> page(AccountId account, Optional<Id> below, int limit) {
    return read.of(rows ->
        rows.erasures.orders.descendingMap().values().stream()
            .map(Open::erasure)
            .filter(order -> order.account().equals(account))
            .filter(order -> below.isEmpty() || order.id().compareTo(below.get()) < 0)
            .limit(limit)
            .toList());
  }

  @Override
  public List<Open> open(int limit) {
    return read.of(rows ->
        rows.erasures.orders.values().stream()
            .filter(order -> order.erasure().progress().finished().isEmpty())
            .limit(limit)
            .toList());
  }

  @Override
  public List<Ends> after(Id id, int limit) {
    return read.of(rows ->
        rows.messages.tailMap(new MessageId(id), false).values().stream()
            .limit(limit)
            .map(message ->
                new Ends(
                    message.id(),
                    message.account(),
                    message.parties().from(),
                    message.parties().to()))
            .toList());
  }

  @Override
  public int archived(Set<Address> people, Consumer<Ends> found) {
    return 0;
  }

  @Override
  public void intend(Id erasure, List<MessageId> messages) {
    read.of(rows -> {
      rows.erasures.change(rows.erasures.find(erasure).orElseThrow(), messages);
      return true;
    });
  }

  @Override
  public void count(Id erasure, Map<String, Long> more) {
    read.of(rows -> {
      var order = rows.erasures.find(erasure).orElseThrow();
      var sum = new HashMap<>(order.progress().erased());
      more.forEach((table, some) -> sum.merge(table, some, Long::sum));
      var progress = new Erasure.Progress(sum, order.progress().finished());
      rows.erasures.change(Orders.with(order, order.people(), order.marks(), progress), List.of());
      return true;
    });
  }

  @Override
  public Map<String, Long> blot(Address person, Set<AccountId> accounts) {
    return read.of(rows ->
        Map.of(
            "consent",
            rows.consents.blot(person, accounts),
            "touch",
            rows.touches.blot(person, accounts),
            "conversation",
            rows.conversations.blot(person, accounts)));
  }

  @Override
  public boolean finish(Id erasure, Set<AccountId> accounts, Instant at, int unread) {
    return read.of(rows -> {
      var order = rows.erasures.find(erasure).orElseThrow();
      var progress = new Erasure.Progress(order.progress().erased(), Optional.of(at));
      rows.erasures.change(Orders.with(order, List.of(), order.marks(), progress), List.of());
      rows.erasures.certificates.put(
          erasure, new Erasure.Certificate("{}", new Payload(new byte[64])));
      return true;
    });
  }

  @Override
  public String mark(Address person) {
    return Orders.mark(person);
  }

  /// Messages only, by their ids.
  @Override
  public Dossier about(Address person, Set<AccountId> accounts) {
    var ids =
        after(new Id(0, 0), Integer.MAX_VALUE).stream()
            .filter(ends -> accounts.contains(ends.account()))
            .filter(ends -> person.equals(ends.from()) || person.equals(ends.to()))
            .map(
                ends -> "{\"kind\":\"message\",\"id\":\"%s\"}\n".formatted(ends.id().value().hex()))
            .toList();
    var all = String.join("", ids) + "{\"kind\":\"end\",\"complete\":true}\n";
    var rest = new ArrayDeque<>(List.of(all));
    return () -> (rest.isEmpty() ? "" : rest.remove()).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Optional<Erasure.Certificate> certificate(Id id) {
    return read.of(rows -> Optional.ofNullable(rows.erasures.certificates.get(id)));
  }

  @Override
  public byte[] publicKey() {
    return new byte[44];
  }
}
