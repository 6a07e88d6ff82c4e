#include "core/demo/demo_photo.h"

#include "core/common/error.h"
#include "core/demo/face_renderer.h"
#include "core/demo/portrait.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace mien {
namespace {

/// The eight emotions in an order of the seed's own, happiness among the first `faces`.
std::array<Emotion, kEmotionCount> shuffledEmotions(int faces, demo::DemoRandom& random) {
  std::array<Emotion, kEmotionCount> order{};
  for (int e = 0; e < kEmotionCount; ++e) {
    order[static_cast<std::size_t>(e)] = static_cast<Emotion>(e);
  }
  for (int e = kEmotionCount - 1; e > 0; --e) {
    std::swap(order[static_cast<std::size_t>(e)], order[static_cast<std::size_t>(random.index(e + 1))]);
  }
  // Somebody is always happy in the picture that greets a new user.
  const auto happy = std::find(order.begin(), order.end(), Emotion::Happiness);
  std::iter_swap(happy, order.begin() + random.index(faces));
  return order;
}

} // namespace

DemoPhoto renderDemoPhoto(std::uint64_t seed, int faces, int width, int height) {
  if (faces < 1 || faces > 3 || width < 64 * faces || height < 64 || width > 8192 || height > 8192) {
    throw Error(ErrorKind::BadArgument, Message("A demo photo of {faces} faces in {width} x {height} px cannot be "
                                                "made; choose 1 to 3 faces, at least 64 px each.",
                                                {{"faces", faces}, {"width", width}, {"height", height}}));
  }
  demo::DemoRandom random(seed);
  demo::Canvas canvas(width, height);
  demo::paintBackdrop(canvas, random);
  const auto emotions = shuffledEmotions(faces, random);

  DemoPhoto photo;
  photo.width = width;
  photo.height = height;
  const float slot = static_cast<float>(width) / static_cast<float>(faces);
  for (int i = 0; i < faces; ++i) {
    const Emotion emotion = emotions[static_cast<std::size_t>(i)];
    const demo::Identity person = demo::randomIdentity(random);
    demo::View view = demo::randomView(random);
    view.scale = std::min(slot / 2.6F, static_cast<float>(height) / 4.2F) * random.uniform(0.94F, 1.0F);
    view.centreX = slot * (static_cast<float>(i) + 0.5F) + 0.02F * slot * random.approximateNormal();
    view.centreY = static_cast<float>(height) * 0.5F + 0.1F * view.scale * random.approximateNormal();
    demo::paintFace(canvas, person, demo::expressionOf(emotion, 0.95F, random), view);

    const int side = static_cast<int>(std::lround(2.0F * view.scale));
    photo.faces.push_back({static_cast<int>(std::lround(view.centreX - view.scale)),
                           static_cast<int>(std::lround(view.centreY - 0.8F * view.scale)), side, side, emotion});
  }
  photo.pixels = demo::expose(canvas, 0.01F, random);
  return photo;
}

} // namespace mien
