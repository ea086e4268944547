package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.KeyTree;
import io.carillon.store.vault.Leaf;
import io.carillon.store.vault.MasterKeys;
import io.carillon.store.vault.SealingKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of persons of a store: the file that holds them, and what its tables know of it.
///
/// The tables say which tree it is and which keys were destroyed, so that no other file is taken
/// for it, and an older copy of it, when it is brought back, gives nobody back. The file is changed
/// first: a crash between the two has the erasure carried out once more.
final class PersonTree {
  private static final Logger LOG = LoggerFactory.getLogger(PersonTree.class);

  /// The version of the tables since which they know of it.
  static final int SINCE = 32;

  /// Under which account the network of a number is sealed, by the number's own hash.
  static final int NETWORKS = -1;

  /// Under which account stands what no account has.
  static final int NOBODYS = 0;

  private final PersonFile file;
  private final PersonKeys keys;
  private final Supplier<MasterKeys> masters;
  private final AtomicLong destroyed = new AtomicLong();

  private PersonTree(PersonFile file, PersonKeys keys, Supplier<MasterKeys> masters) {
    this.file = file;
    this.keys = keys;
    this.masters = masters;
  }

  /// @param isBackup whether the persons of its rows are sealed
  record Note(int tree, long changes, boolean isBackup) {}

  /// Those of a store that is being made ready: makes the file where there has never been one.
  ///
  /// @param masters answers the master keys as they are now
  /// @throws StoreException with advice where the file is missing, or is another one
  static PersonTree of(Session writer, StoreSettings settings, Supplier<MasterKeys> masters)
      throws SQLException {
    var file = new PersonFile(settings.personKeys());
    var note = note(writer);
    KeyTree tree;
    if (note.isEmpty()) {
      tree = file.isThere() ? file.read(masters.get()) : file.make(masters.get());
    } else {
      if (note.get().isBackup()) {
        throw new StoreException("it is a backup; ./carillon store restore makes a store of it");
      }
      refuseOther(file, note.get());
      file.rewrap(masters.get());
      tree = file.read(masters.get());
      if (tree.changes() < note.get().changes()) {
        tree = caughtUp(writer, file, masters.get(), note.get());
      }
    }
    put(writer, tree);
    return new PersonTree(file, new PersonKeys(tree), masters);
  }

  /// What the tables know; empty where they are of a version before, or no server has opened them.
  static Optional<Note> note(Session reader) throws SQLException {
    return Migrations.version(reader.connection()) < SINCE
        ? Optional.empty()
        : reader
            .prepared("person_tree_find")
            .one(row -> new Note(row.number(), row.large(), row.number() == 1));
  }

  private static void put(Session writer, KeyTree tree) throws SQLException {
    writer.prepared("person_tree_put").number(tree.id()).number(tree.changes()).change();
  }

  static void refuseOther(PersonFile file, Note note) {
    if (!file.isThere()) {
      throw new StoreException(missing(file, note));
    }
    int there = file.sealed().id();
    if (there != note.tree()) {
      throw new StoreException(other(file, there, note));
    }
  }

  /// What is said where there is no file.
  static String missing(PersonFile file, Note note) {
    return file.path()
        + ", with the keys of persons, is missing; bring it back from where you keep a copy, or"
        + " from the machine whose server worked on this store before: the store needs "
        + SealingKey.word(note.tree())
        + ", and what is archived opens with nothing else";
  }

  /// What is said where the file holds another tree.
  static String other(PersonFile file, int there, Note note) {
    return file.path()
        + " holds the keys of persons "
        + SealingKey.word(there)
        + ", and the store needs "
        + SealingKey.word(note.tree())
        + ". Bring the right ones back: what is archived opens with nothing else";
  }

  private static KeyTree caughtUp(Session writer, PersonFile file, MasterKeys masters, Note note)
      throws SQLException {
    long since = file.sealed().changes();
    var gone = new ArrayList<Leaf>();
    writer
        .prepared("person_gone_since")
        .number(since)
        .list(row -> {
          long person = row.large();
          int account = row.number();
          gone.addAll(upTo(person, account, row.number()));
          return 1;
        });
    LOG.warn(
        "{} is an older copy of the keys of persons: what was destroyed in {} erasures since is"
            + " destroyed in it again",
        file.path(),
        note.changes() - since);
    return file.change(masters, tree -> tree.without(gone, note.changes()));
  }

  private static List<Leaf> upTo(long person, int account, int generation) {
    var all = new ArrayList<Leaf>();
    for (int one = 0; one <= generation; one++) {
      all.add(new Leaf(person, one, account));
    }
    return all;
  }

  /// What opens the archive of a store that another process may work on.
  ///
  /// @throws StoreException with advice where the file cannot be read
  static ArchiveSeal seal(StoreSettings settings) {
    var masters = new KeyFile(settings.keys()).read();
    return new ArchiveSeal(new PersonKeys(new PersonFile(settings.personKeys()).read(masters)));
  }

  /// The keys, to seal and to open.
  PersonKeys keys() {
    return keys;
  }

  /// Seals the file under the master key as it is now.
  void rewrap() {
    file.rewrap(masters.get());
  }

  /// Keys that are destroyed, to be noted in the tables.
  ///
  /// @param last of each person and account the last one
  record Destroyed(KeyTree tree, List<Leaf> last) {
    /// Notes them, inside the writer's transaction.
    void note(Session writer) throws SQLException {
      var statement = writer.prepared("person_gone_put");
      for (var leaf : last) {
        statement
            .number(leaf.person())
            .number(leaf.account())
            .number(leaf.generation())
            .number(tree.changes())
            .add();
      }
      statement.run();
      put(writer, tree);
    }
  }

  /// Destroys the keys of people in accounts; they are gone from the disk when it returns.
  ///
  /// @param accounts their numbers; what no account has goes with each
  /// @param numbers hashes of the same people, by which their networks are known
  /// @param marks hashes of the same people, by which their conversations are known
  Destroyed destroy(
      Collection<Address> people,
      Collection<Integer> accounts,
      Collection<Long> numbers,
      Collection<Long> marks) {
    var last = new ArrayList<Leaf>();
    var tree =
        file.change(
            masters.get(),
            read -> {
              var now = newer(read);
              for (var person : people) {
                long hash = now.person(PersonKeys.octets(person));
                now.current(hash, NOBODYS).ifPresent(last::add);
                accounts.forEach(account -> now.current(hash, account).ifPresent(last::add));
              }
              numbers.forEach(number -> now.current(number, NETWORKS).ifPresent(last::add));
              for (var mark : marks) {
                accounts.forEach(account -> now.current(mark, account).ifPresent(last::add));
              }
              var all = new ArrayList<Leaf>();
              last.forEach(
                  leaf -> all.addAll(upTo(leaf.person(), leaf.account(), leaf.generation())));
              return now.without(all);
            });
    keys.use(tree);
    destroyed.addAndGet(last.size());
    return new Destroyed(tree, last);
  }

  /// Nobody else destroys keys of this store: where the file knows of less, somebody put an older
  /// copy in its place while the server works.
  private KeyTree newer(KeyTree read) {
    var known = keys.tree();
    return read.id() != known.id() || read.changes() < known.changes() ? known : read;
  }

  /// How many were destroyed since the start.
  long destroyed() {
    return destroyed.get();
  }
}
