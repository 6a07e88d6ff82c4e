#pragma once

#include "core/demo/demo_random.h"

namespace mien::demo {

enum class HairStyle { Short, Long, Parted, Bald };

/// What makes a demo face one invented person. Lengths are in face units: the face is about 2 wide and 2.6 high, with
/// the eyes at y = -0.3 and the mouth at y = 0.7 (y grows downwards).
struct Identity {
  float faceWidth = 0.95F; ///< half
  float jawWidth = 0.5F;   ///< 0 pointed .. 1 square
  float chinY = 1.28F;
  float eyeX = 0.41F;
  float eyeSize = 1.0F;
  float mouthWidth = 0.36F; ///< half
  float lipFullness = 1.0F;
  float noseWidth = 1.0F;
  float noseLength = 1.0F;
  float browThickness = 1.0F;
  float skin = 0.7F;  ///< reflectance, 0..1
  float hair = 0.15F; ///< reflectance
  float iris = 0.25F; ///< reflectance
  float age = 0.0F;   ///< 0 smooth .. 1 lined
  float hairline = -1.0F;
  HairStyle hairStyle = HairStyle::Short;
  float beard = 0.0F; ///< 0 none .. 1 full
  float moustache = 0.0F;
  bool glasses = false;
  float clothes = 0.4F; ///< reflectance
};

/// Where a face stands in a picture and how it is lit.
struct View {
  float centreX = 0; ///< px, of the face's origin (between nose bridge and nose tip)
  float centreY = 0;
  float scale = 20; ///< px a face unit
  float roll = 0;   ///< radians, clockwise
  float yaw = 0;    ///< about -0.3..0.3: the features move sideways by this share of their relief
  float pitch = 0;
  float lightX = 0; ///< direction towards the light, x right, y down, z towards the viewer
  float lightY = -0.5F;
  float lightZ = 1;
  float ambient = 0.4F;
  float gazeX = 0; ///< -1..1
  float gazeY = 0;
};

[[nodiscard]] Identity randomIdentity(DemoRandom& random);

/// Light, pose and gaze; the place and the scale are the caller's.
[[nodiscard]] View randomView(DemoRandom& random);

} // namespace mien::demo
