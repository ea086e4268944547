package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Keeps orders to erase people, finds where these stand, and blots out what no message says. Each
/// call that writes returns when it is synced.
public interface Erasures {
  /// How many rows one call answers at most.
  int ROWS_MAX = 2_000;

  /// The order with this id.
  Optional<Erasure> find(Id id);

  /// Orders about an account, the newest first.
  ///
  /// @param below only those with a lower id
  /// @param limit how many, at most [#ROWS_MAX]
  List<Erasure> page(AccountId account, Optional<Id> below, int limit);

  /// What is not done yet, the oldest first.
  List<Open> open(int limit);

  /// Messages that are not archived behind an id, by their ids: all of them.
  List<Ends> after(Id id, int limit);

  /// Goes through everything that is archived, and tells which messages are from or to one of
  /// these. Takes as long as reading the archive does.
  ///
  /// @return how many blocks could not be read
  int archived(Set<Address> people, Consumer<Ends> found);

  /// Notes which messages are blotted out next for an order: a crash forgets none in the counts.
  void intend(Id erasure, List<MessageId> messages) throws InterruptedException;

  /// What was intended is done; adds to what the order has erased.
  void count(Id erasure, Map<String, Long> more) throws InterruptedException;

  /// Blots out what a person said about being written to, and where receipts wait: some hundred
  /// rows at a time. What the person stopped stays stopped.
  ///
  /// @return how many rows those were, by table
  Map<String, Long> blot(Address person, Set<AccountId> accounts) throws InterruptedException;

  /// Ends an order: what was blotted out goes from the files of the database, too, as far as these
  /// can be told to; the keys under which the people stand in the archive and in backups are
  /// destroyed; then the addresses go, and the certificate is made.
  ///
  /// @param accounts in whose data they were erased
  /// @param unread how many blocks of the archive could not be read
  /// @return false where somebody, a backup perhaps, still reads what stood there: nothing has
  ///   happened, and it is to be tried again
  boolean finish(Id erasure, Set<AccountId> accounts, Instant at, int unread)
      throws InterruptedException;

  /// A keyed hash of an address, 32 hexadecimal digits, by which orders and the audit log name it.
  String mark(Address person);

  /// All that is held about a person in the data of these accounts, and so all that would be
  /// erased; nothing is read before it is asked for.
  Dossier about(Address person, Set<AccountId> accounts);

  /// The certificate of an order; empty before it is done.
  Optional<Erasure.Certificate> certificate(Id id);

  /// The key that checks the server's signatures: Ed25519, as X.509 has it (RFC 8410), encoded in
  /// DER.
  byte[] publicKey() throws InterruptedException;

  /// What is held about a person, as JSON lines.
  interface Dossier {
    /// The next lines, each with its end; none where all were told. Reads for some seconds at most:
    /// where a lot is held about others, a line tells how far it has come. The last line says how
    /// many there were of each kind, and whether they are all.
    ///
    /// @throws StoreException where it cannot be read; it must be begun anew then
    byte[] next();
  }

  /// An order under way.
  ///
  /// @param pending what was intended last and not counted yet
  record Open(Erasure erasure, List<MessageId> pending) {
    public Open {
      pending = List.copyOf(pending);
    }
  }

  /// A message, and who wrote to whom.
  record Ends(MessageId id, AccountId account, Address from, Address to) {}
}
