/// What the operator can set: one file, read whole or refused whole, with every trouble at once.
///
/// The annotated defaults in `settings.yaml` are the manual. Values come from the file, over it the
/// environment (`CARILLON_…`), over that the flags. It never knows what a value is used for. Start
/// at `Settings`.
@NullMarked
package io.carillon.app.settings;

import org.jspecify.annotations.NullMarked;
