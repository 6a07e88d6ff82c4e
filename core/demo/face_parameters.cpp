#include "core/demo/face_parameters.h"

#include <algorithm>

namespace mien::demo {

Identity randomIdentity(DemoRandom& random) {
  Identity person;
  person.faceWidth = 0.95F + 0.05F * random.approximateNormal();
  person.jawWidth = random.uniform();
  person.chinY = 1.28F + 0.05F * random.approximateNormal();
  person.eyeX = 0.41F + 0.02F * random.approximateNormal();
  person.eyeSize = 1.05F + 0.08F * random.approximateNormal();
  person.mouthWidth = 0.36F + 0.03F * random.approximateNormal();
  person.lipFullness = random.uniform(0.7F, 1.4F);
  person.noseWidth = 1.0F + 0.13F * random.approximateNormal();
  person.noseLength = 1.0F + 0.06F * random.approximateNormal();
  person.browThickness = random.uniform(0.7F, 1.5F);
  person.skin = random.uniform(0.42F, 0.84F);
  const bool fair = random.chance(0.35F) && person.skin > 0.62F;
  person.hair = fair ? random.uniform(0.28F, 0.7F) : random.uniform(0.04F, 0.2F);
  person.hair = std::min(person.hair, 0.85F * person.skin);
  person.iris = random.uniform(0.08F, 0.4F);
  person.age = std::max(0.0F, random.uniform(-0.5F, 1.0F));
  person.hairline = random.uniform(-1.1F, -0.85F);
  const float style = random.uniform();
  person.hairStyle = style < 0.35F   ? HairStyle::Short
                     : style < 0.65F ? HairStyle::Long
                     : style < 0.92F ? HairStyle::Parted
                                     : HairStyle::Bald;
  if (person.hairStyle != HairStyle::Long && random.chance(0.25F)) {
    person.beard = random.uniform(0.3F, 0.9F);
    person.moustache = random.chance(0.7F) ? person.beard : 0.0F;
  }
  person.glasses = random.chance(0.1F);
  person.clothes = random.uniform(0.1F, 0.8F);
  return person;
}

View randomView(DemoRandom& random) {
  View view;
  view.roll = 0.06F * random.approximateNormal();
  view.yaw = 0.10F * random.approximateNormal();
  view.pitch = 0.04F * random.approximateNormal();
  view.lightX = 0.35F * random.approximateNormal();
  view.lightY = random.uniform(-0.75F, -0.3F);
  view.lightZ = 1.0F;
  view.ambient = random.uniform(0.35F, 0.55F);
  view.gazeX = 0.3F * random.approximateNormal();
  view.gazeY = 0.15F * random.approximateNormal();
  return view;
}

} // namespace mien::demo
