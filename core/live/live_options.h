#pragma once

namespace mien {

struct LiveOptions {
  /// 0: faces are looked for up to ten times a second, as the time allows, and no frame waits for it. k: in every k-th
  /// analysed frame, which waits, so that a video gives the same answers on any machine.
  int detectEvery = 0;
  int detectSide = 560;          ///< px; frames with a longer side are searched for faces at this size
  double smoothingSeconds = 0.4; ///< time constant of the probabilities; 0: off
  float minScore = 0.0F;         ///< faces that the detector is less sure of are left out
  int minFaceSide = 0;           ///< px of the frame; smaller faces are left out
  double lostSeconds = 0.5;      ///< for this long a face that is not found any more keeps its identity
  int threads = 0;               ///< for classifying several faces; 0: one a core, at most 4. Taken at start
  double retrySeconds = 1.0;     ///< between two attempts to open a lost source
  double stallSeconds = 3.0;     ///< without a picture for this long a running source counts as lost
};

} // namespace mien
