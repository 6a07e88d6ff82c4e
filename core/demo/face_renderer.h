#pragma once

#include "core/demo/action_units.h"
#include "core/demo/canvas.h"
#include "core/demo/face_parameters.h"

namespace mien::demo {

/// Paints the head, neck and shoulders of `person` showing `units` over what `canvas` holds.
///
/// A relief (an ellipsoid with bumps and grooves that the action units move) is lit by Lambert's law; brows, eyes,
/// lips, hair and so on are painted as reflectances with analytic soft edges, so any scale looks smooth. Entirely
/// invented: no photograph, and nothing learnt from one, is involved. Any thread.
void paintFace(Canvas& canvas, const Identity& person, const ActionUnits& units, const View& view);

} // namespace mien::demo
