package io.carillon.store;

/// How many keys were destroyed since the store was opened, and what is left of those of persons.
///
/// @param shredded keys of what messages say
/// @param ofPersons keys under which persons stand in the archive and in backups
/// @param personSecrets from which all other keys of persons come; a number that is erased adds
///   about 200
public record KeyFigures(long shredded, long ofPersons, int personSecrets) {}
