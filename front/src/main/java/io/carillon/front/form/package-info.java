/// Form bodies and queries at the door: `application/x-www-form-urlencoded` fields asked for by
/// name and type, with everything that is wrong with them gathered.
///
/// It never knows a dialect or a field's meaning. Start at `FormFields`.
@NullMarked
package io.carillon.front.form;

import org.jspecify.annotations.NullMarked;
