/// Load, far end, webhook sink and report: how fast the whole path is.
///
/// It drives the product from outside and never calls into it.
@NullMarked
package io.carillon.bench;

import org.jspecify.annotations.NullMarked;
