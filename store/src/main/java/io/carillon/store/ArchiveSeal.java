package io.carillon.store;

import io.carillon.model.Address;
import io.carillon.store.vault.PersonSeal;
import io.carillon.store.vault.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Writes and reads the lines of the archive, in which what is forgotten with a person is sealed
/// under that person's key: once it is destroyed no copy of a line, wherever it is, gives the
/// person back.
final class ArchiveSeal {
  private final PersonKeys people;

  ArchiveSeal(PersonKeys people) {
    this.people = people;
  }

  private static Place place(Archived archived) {
    return new Place("archive", "line", archived.id().value().hex());
  }

  /// The line of a message, without its end.
  ///
  /// @param account the number of its account
  byte[] line(Archived archived, int account) {
    var message = archived.message();
    if (message.isErased()) {
      return ArchiveLine.octets(archived);
    }
    var personal = Personal.of(message);
    var rest = archived.with(Personal.without(message));
    return people
        .seal(personal.person(), account, place(archived), personal.octets())
        .map(sealed -> ArchiveLine.sealed(rest, sealed.octets()))
        .orElseGet(() -> ArchiveLine.octets(rest));
  }

  /// What a line holds. Without the person, where the key is destroyed.
  ///
  /// @throws io.carillon.model.port.StoreException where it cannot be read, or needs other keys
  Archived archived(byte[] line) {
    return opened(ArchiveLineReader.read(line));
  }

  private Archived opened(ArchiveLineReader.Read read) {
    return read.sealed()
        .flatMap(octets -> people.open(PersonSeal.read(octets), place(read.archived())))
        .map(Personal::read)
        .map(personal -> read.archived().with(personal.in(read.archived().message())))
        .orElse(read.archived());
  }

  /// Whose lines are looked for.
  ///
  /// @param hashes by which the keys name them
  record Sought(Set<Address> people, Set<Long> hashes) {}

  /// What to look for, to find the lines of people.
  Sought sought(Collection<Address> people) {
    var hashes = new HashSet<Long>();
    people.forEach(person -> hashes.add(this.people.hash(person)));
    return new Sought(Set.copyOf(people), Set.copyOf(hashes));
  }

  /// What a line holds, where it is from or to one of those who are looked for. The keys of all
  /// others are left alone: to find one takes longer than to read the line.
  ///
  /// @throws io.carillon.model.port.StoreException as [#archived]
  Optional<Archived> find(Sought sought, byte[] line) {
    var read = ArchiveLineReader.read(line);
    boolean maybe =
        read.sealed()
            .map(octets -> sought.hashes().contains(PersonSeal.read(octets).leaf().person()))
            .orElse(false);
    var archived = maybe ? opened(read) : read.archived();
    var ends = archived.message().parties();
    boolean is = sought.people().contains(ends.from()) || sought.people().contains(ends.to());
    return !is ? Optional.empty() : Optional.of(maybe ? archived : opened(read));
  }
}
