package io.carillon.store;

import io.carillon.model.Id;
import io.carillon.model.port.StoreException;
import io.carillon.store.search.Entry;
import io.carillon.store.search.Truth;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The store while it is filled: the index is told all that comes, and reads what stood there
/// before when the store is opened as usual.
final class FillingTruth implements Truth {
  private final Session session;

  FillingTruth(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Id> mark() {
    try {
      return SearchRows.mark(session);
    } catch (SQLException failed) {
      throw new StoreException("the mark of the store could not be read", failed);
    }
  }

  @Override
  public void mark(Id next) {
    try {
      SearchRows.mark(session, next);
      session.connection().commit();
    } catch (SQLException failed) {
      throw new StoreException("the mark of the store could not be kept", failed);
    }
  }

  @Override
  public Optional<Id> highest() {
    try {
      return SearchRows.highest(session);
    } catch (SQLException failed) {
      throw new StoreException("the highest id could not be read", failed);
    }
  }

  @Override
  public List<Entry> below(Id edge, int most) {
    return List.of();
  }

  @Override
  public List<Entry> from(Id floor, int most) {
    return List.of();
  }

  @Override
  public List<Standing> standings(List<Id> ids) {
    return List.of();
  }

  @Override
  public List<Entry.Owned> erased(int most) {
    return List.of();
  }

  @Override
  public void forget(List<Entry.Owned> erased) {
    // none are told
  }
}
