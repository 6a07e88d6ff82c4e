#include "core/demo/face_renderer.h"

#include "core/demo/face_patch.h"
#include "core/demo/mouth_shape.h"

namespace mien::demo {
namespace {

class FacePainter {
public:
  FacePainter(Canvas& canvas, const Identity& person, const ActionUnits& units, const View& view)
      : m_canvas(canvas), m_person(person), m_units(units), m_view(view), m_patch(canvas, view),
        m_chinY(person.chinY + 0.17F * units.jawDrop) {}

  void paint() {
    paintBody();
    paintBackHair();
    paintEars();
    shapeHead();
    shapeRelief();
    shapeFolds();
    paintSkin();
    for (const int side : {-1, 1}) {
      paintEye(side);
    }
    paintBrows();
    paintNose();
    paintBeard();
    paintMouth();
    composite();
    paintFrontHair();
    if (m_person.glasses) {
      paintGlasses();
    }
  }

private:
  /// Mixes straight into the picture: for what is not lit by the head's relief.
  void onCanvas(std::size_t i, float value, float share) {
    const auto columns = static_cast<std::size_t>(m_patch.columns());
    float& pixel =
        m_canvas.at(m_patch.left() + static_cast<int>(i % columns), m_patch.top() + static_cast<int>(i / columns));
    pixel += share * (value - pixel);
  }

  /// Signed distance, about, to the outline of the head grown by `grow`.
  [[nodiscard]] float headDistance(float x, float y, float grow = 0.0F) const {
    const float width = m_person.faceWidth + grow;
    const bool lower = y > -0.1F;
    const float height = (lower ? m_chinY + 0.1F : 1.38F) + grow;
    const float yy = std::abs(y + 0.1F) / height;
    // The jaw: between an egg's and a box's lower half.
    const float squareness = lower ? 2.0F + 0.7F * m_person.jawWidth : 2.2F;
    const float taper = lower ? 1.0F - (0.24F - 0.12F * m_person.jawWidth) * yy * yy : 1.0F;
    const float xx = std::abs(x) / (width * taper);
    const float radius = std::pow(std::pow(xx, squareness) + std::pow(yy, squareness) + 1e-6F, 1.0F / squareness);
    return (radius - 1.0F) * std::min(width, height);
  }

  [[nodiscard]] float hairTexture(float x, float y) const {
    // Strands run together towards the crown.
    const float strand = x / (0.45F + 0.2F * std::max(-1.2F, y + 1.2F));
    return 1.0F + 0.07F * std::sin(17.0F * strand + 2.0F * y) + 0.06F * std::sin(39.0F * strand - 3.0F * y);
  }

  /// Lit hair, with the gleam on the crown.
  [[nodiscard]] float hairColour(float x, float y) const {
    const float light = m_view.ambient + 0.6F * (1.0F - m_view.ambient);
    const float gleam = 1.0F + 0.5F * bump((y + 1.25F + 0.25F * x * x) * (y + 1.25F + 0.25F * x * x) / 0.02F);
    return 1.2F * m_person.hair * light * gleam * hairTexture(x, y);
  }

  void paintBody() {
    const float light = m_view.ambient + 0.45F * (1.0F - m_view.ambient);
    m_patch.outline({-2.2F, 0.6F, 2.2F, 4.0F}, [&](std::size_t i, float x, float y) {
      const float neck = std::abs(x) - 0.52F - 0.25F * smoothstep(1.5F, 2.1F, y);
      const float shadow = 0.55F + 0.35F * smoothstep(m_chinY + 0.05F, m_chinY + 0.6F, y);
      const float round = 1.0F - 0.35F * x * x / 0.3F;
      onCanvas(i, m_person.skin * light * shadow * std::max(0.4F, round), m_patch.cover(neck, 0.03F));
      const float shoulder = 1.60F + 0.10F * x * x + 0.12F * x * x * x * x + 0.22F * bump(x * x / 0.1F) - y;
      onCanvas(i, m_person.clothes * light * (1.0F - 0.12F * x * x), m_patch.cover(shoulder, 0.03F));
    });
  }

  void paintBackHair() {
    if (m_person.hairStyle != HairStyle::Long) {
      return;
    }
    m_patch.outline({-2, -2, 2, 2.4F}, [&](std::size_t i, float x, float y) {
      const float grow = 0.2F + 0.10F * smoothstep(-0.5F, 1.5F, y);
      const float d = y < -0.1F ? headDistance(x, y, grow)
                                : std::max(std::abs(x) - m_person.faceWidth - grow, y - 1.8F + 0.25F * x * x);
      const float behindNeck = 1.0F - 0.4F * bump(x * x / 0.2F) * smoothstep(0.3F, 1.0F, y);
      onCanvas(i, hairColour(x, y) * behindNeck, m_patch.cover(d, 0.03F));
    });
  }

  void paintEars() {
    if (m_person.hairStyle == HairStyle::Long) {
      return;
    }
    m_patch.outline({-1.4F, -0.6F, 1.4F, 0.5F}, [&](std::size_t i, float x, float y) {
      const float ex = (std::abs(x) - m_person.faceWidth - 0.02F) / 0.13F;
      const float ey = (y + 0.05F) / 0.27F;
      const float radius = std::sqrt(ex * ex + ey * ey);
      const float light =
          m_view.ambient + (1.0F - m_view.ambient) * std::clamp(0.45F + 0.6F * m_view.lightX * x, 0.1F, 0.9F);
      onCanvas(i, m_person.skin * light * (0.65F + 0.35F * radius), m_patch.cover((radius - 1.0F) * 0.13F));
    });
  }

  void shapeHead() {
    m_patch.outline({-1.6F, -1.9F, 1.6F, 2.0F}, [&](std::size_t i, float x, float y) {
      m_patch.mask[i] = m_patch.cover(headDistance(x, y));
      const float ex = x / (m_person.faceWidth * 1.12F);
      const float ey = (y + 0.05F) / 1.62F;
      m_patch.relief[i] = 0.85F * std::sqrt(std::max(0.03F, 1.0F - ex * ex - ey * ey));
      m_patch.albedo[i] = m_person.skin;
    });
  }

  void raise(float cx, float cy, float sx, float sy, float height) {
    m_patch.bothSides({std::max(0.0F, cx - 2.7F * sx), cy - 2.7F * sy, cx + 2.7F * sx, cy + 2.7F * sy},
                      [&](std::size_t i, float x, float y, int) {
                        const float dx = (x - cx) / sx;
                        const float dy = (y - cy) / sy;
                        m_patch.relief[i] += height * bump(dx * dx + dy * dy);
                      });
  }

  /// A crease: a narrow valley in the relief, and a little shadow in it, which is all that is left of it at 48 px.
  void crease(int side, const Curve& curve, const FacePatch::Box& box, float width, float depth) {
    const FacePatch::Box placed = side > 0 ? box : FacePatch::Box{-box.right, box.top, -box.left, box.bottom};
    m_patch.features(placed, [&](std::size_t i, float x, float y) {
      const auto near = curve.nearest(static_cast<float>(side) * x, y);
      const float ends = smoothstep(0.0F, 0.4F, near.t) * smoothstep(1.0F, 0.6F, near.t);
      const float profile = ends * bump(near.distance * near.distance / (width * width));
      m_patch.relief[i] -= 0.30F * depth * profile;
      m_patch.albedo[i] *= 1.0F - std::min(0.45F, 1.7F * depth) * profile;
    });
  }

  void shapeRelief() {
    const auto& u = m_units;
    const float noseTip = noseTipY();
    m_patch.features({-0.4F, -0.7F, 0.4F, 0.5F}, [&](std::size_t i, float x, float y) {
      // The bridge widens and rises from between the eyes to the tip.
      const float along = smoothstep(-0.45F, noseTip, y);
      const float end = smoothstep(noseTip + 0.13F, noseTip - 0.02F, y);
      const float width = (0.085F + 0.05F * along) * m_person.noseWidth;
      m_patch.relief[i] += (0.07F + 0.17F * along) * end * smoothstep(-0.6F, -0.35F, y) * bump(x * x / (width * width));
    });
    raise(0.13F * m_person.noseWidth, noseTip + 0.06F, 0.065F, 0.06F, 0.06F);
    raise(0.42F, -0.50F, 0.30F, 0.10F, 0.05F + 0.03F * u.browLowerer);
    raise(m_person.eyeX, -0.30F, 0.20F, 0.13F, -0.07F);
    raise(0.54F, 0.16F - 0.06F * u.cheekRaiser, 0.24F, 0.19F,
          0.05F + 0.10F * u.cheekRaiser + 0.04F * std::max(u.lipCornerPullerL, u.lipCornerPullerR));
    raise(0.0F, m_chinY - 0.17F, 0.22F, 0.16F, 0.05F + 0.04F * u.chinRaiser);
    raise(0.0F, 0.74F, 0.36F, 0.16F, 0.03F);
  }

  void shapeFolds() {
    const auto& u = m_units;
    const float age = m_person.age;
    for (const int side : {-1, 1}) {
      const float smile = side < 0 ? u.lipCornerPullerL : u.lipCornerPullerR;
      const float dimple = side < 0 ? u.dimplerL : u.dimplerR;
      const float lift = std::max(u.noseWrinkler, u.upperLipRaiser);
      const float fold = 0.03F + 0.06F * age + 0.14F * smile + 0.17F * lift + 0.05F * dimple;
      crease(side,
             Curve({0.20F, 0.20F - 0.06F * lift}, {0.36F + 0.12F * smile, 0.30F},
                   {0.47F + 0.10F * smile, 0.68F - 0.06F * smile}),
             {0.0F, 0.0F, 0.9F, 0.95F}, 0.045F, fold);
      crease(side, Curve({0.47F, 0.46F}, {0.62F, 0.66F}, {0.50F, 0.88F}), {0.3F, 0.3F, 0.8F, 1.0F}, 0.03F,
             0.16F * dimple);
      // Under the eyes, and crow's feet.
      const float bag = 0.04F + 0.05F * age + 0.08F * u.cheekRaiser + 0.05F * u.lidTightener;
      crease(side, Curve({0.24F, -0.20F}, {0.42F, -0.08F}, {0.60F, -0.21F}), {0.1F, -0.35F, 0.8F, 0.05F}, 0.035F, bag);
      crease(side, Curve({0.64F, -0.30F}, {0.72F, -0.28F}, {0.78F, -0.20F}), {0.55F, -0.45F, 0.9F, -0.05F}, 0.025F,
             0.07F * u.cheekRaiser + 0.03F * age);
      // The frown.
      crease(side, Curve({0.07F, -0.68F}, {0.10F, -0.55F}, {0.08F, -0.40F}), {0.0F, -0.8F, 0.25F, -0.3F}, 0.035F,
             0.26F * u.browLowerer * (1.0F - 0.4F * u.innerBrowRaiser));
      // A wrinkled nose.
      for (const float y : {-0.24F, -0.12F}) {
        crease(side, Curve({-0.08F, y}, {0.10F, y - 0.06F}, {0.22F, y + 0.12F}), {0.0F, y - 0.2F, 0.35F, y + 0.2F},
               0.025F, 0.17F * u.noseWrinkler);
      }
      // Lines across the forehead: straight when the whole brow is raised, short and bent when only its inner part is.
      const float across = 0.08F * u.outerBrowRaiser + 0.03F * age;
      const float middle = 0.06F * u.innerBrowRaiser;
      for (const float y : {-0.86F, -0.76F}) {
        crease(side, Curve({-0.2F, y}, {0.2F, y - 0.03F}, {0.62F, y + 0.05F}), {0.0F, y - 0.2F, 0.7F, y + 0.2F}, 0.028F,
               across);
        crease(side, Curve({-0.14F, y}, {0.06F, y - 0.01F}, {0.26F, y + 0.06F}), {0.0F, y - 0.2F, 0.4F, y + 0.2F},
               0.028F, middle);
      }
      // From the corners of a turned-down mouth.
      crease(side, Curve({0.40F, 0.74F}, {0.52F, 0.88F}, {0.48F, 1.12F}), {0.3F, 0.6F, 0.7F, 1.3F}, 0.035F,
             0.12F * u.lipCornerDepressor);
    }
  }

  void paintSkin() {
    const float socket = 0.27F;
    m_patch.bothSides({0.0F, -0.75F, 0.95F, 0.2F}, [&](std::size_t i, float x, float y, int) {
      const float dx = (x - m_person.eyeX) / 0.20F;
      const float dy = (y + 0.34F) / 0.14F;
      m_patch.albedo[i] *= 1.0F - socket * bump(dx * dx + dy * dy);
    });
    m_patch.features({-0.2F, -0.7F, 0.2F, 0.5F}, [&](std::size_t i, float x, float y) {
      const float shine =
          bump(x * x / 0.006F) * smoothstep(-0.55F, -0.3F, y) * smoothstep(noseTipY() + 0.04F, noseTipY() - 0.1F, y);
      m_patch.albedo[i] *= 1.0F + 0.15F * shine;
    });
    m_patch.bothSides({0.1F, -0.3F, 1.0F, 0.7F}, [&](std::size_t i, float x, float y, int) {
      const float dx = (x - 0.52F) / 0.22F;
      const float dy = (y - 0.10F + 0.05F * m_units.cheekRaiser) / 0.16F;
      m_patch.albedo[i] *= 1.0F + (0.07F + 0.06F * m_units.cheekRaiser) * bump(dx * dx + dy * dy);
    });
  }

  void paintEye(int side) {
    const auto& u = m_units;
    const float half = 0.195F * m_person.eyeSize;
    const float lowered = 0.5F * u.browLowerer * (1.0F - u.upperLidRaiser);
    const float up = (0.10F + 0.07F * u.upperLidRaiser - 0.035F * u.cheekRaiser - 0.03F * u.lidTightener -
                      0.03F * lowered - 0.03F * u.noseWrinkler) *
                     m_person.eyeSize;
    const float down =
        (0.065F + 0.02F * u.upperLidRaiser - 0.065F * u.cheekRaiser - 0.04F * u.lidTightener - 0.02F * u.noseWrinkler) *
        m_person.eyeSize;
    // Sorrow lets the outer end of the lid hang.
    const float tilt = -0.02F + 0.07F * u.innerBrowRaiser * (1.0F - u.outerBrowRaiser) - 0.03F * u.browLowerer;
    const float eyeY = -0.30F;
    const float gazeX = static_cast<float>(side) * 0.06F * m_view.gazeX;
    const float gazeY = 0.03F * m_view.gazeY;
    const float cx = m_person.eyeX;
    const FacePatch::Box right{cx - 0.36F, eyeY - 0.4F, cx + 0.36F, eyeY + 0.3F};
    const FacePatch::Box box = side > 0 ? right : FacePatch::Box{-right.right, right.top, -right.left, right.bottom};
    m_patch.features(box, [&](std::size_t i, float fx, float y) {
      const float x = static_cast<float>(side) * fx - cx;
      const float t = std::clamp(x / half, -1.25F, 1.25F);
      const float arch = 1.0F - t * t;
      const float middle = eyeY + tilt * t;
      const float lid = middle - up * arch;
      const float lower = middle + down * arch;
      const float within = std::max({lid - y, y - lower, (std::abs(t) - 1.0F) * half});
      const float open = m_patch.cover(within, 0.01F);
      const float ix = x - gazeX;
      const float iy = y - (eyeY - 0.025F) - gazeY;
      const float radius = std::sqrt(ix * ix + iy * iy);
      float eye = 0.92F - 0.25F * t * t - 0.3F * smoothstep(lid + 0.05F, lid, y);
      eye += (m_person.iris - eye) * m_patch.cover(radius - 0.105F, 0.01F);
      eye += (0.03F - eye) * m_patch.cover(radius - 0.05F, 0.01F);
      const float gx = ix + 0.035F;
      const float gy = iy + 0.035F;
      eye += (1.2F - eye) * m_patch.cover(std::sqrt(gx * gx + gy * gy) - 0.026F, 0.01F);
      m_patch.mix(i, eye, open);
      // Lashes, the lid's crease and the lower rim.
      const float inside = smoothstep(1.12F, 0.9F, std::abs(t));
      m_patch.mix(i, 0.06F, 0.95F * inside * m_patch.cover(std::abs(y - lid) - 0.022F, 0.012F));
      m_patch.mix(i, m_person.skin * 0.45F,
                  0.6F * inside * m_patch.cover(std::abs(y - lower - 0.012F) - 0.012F, 0.012F));
      const float fold = lid - 0.055F - 0.02F * u.upperLidRaiser;
      m_patch.mix(i, m_person.skin * 0.5F, 0.55F * inside * m_patch.cover(std::abs(y - fold) - 0.012F, 0.015F));
    });
  }

  void paintBrows() {
    const auto& u = m_units;
    const float together = 0.07F * u.browLowerer;
    const float sorrow = u.innerBrowRaiser * (1.0F - u.outerBrowRaiser);
    const Point inner{0.19F - together, -0.52F - 0.13F * u.innerBrowRaiser +
                                            0.13F * u.browLowerer * (1.0F - 0.8F * u.innerBrowRaiser) +
                                            0.04F * u.noseWrinkler};
    const Point middle{0.42F - 0.5F * together, -0.66F - 0.05F * u.innerBrowRaiser - 0.13F * u.outerBrowRaiser +
                                                    0.09F * u.browLowerer + 0.05F * sorrow};
    const Point outer{0.69F, -0.53F - 0.10F * u.outerBrowRaiser + 0.07F * sorrow - 0.01F * u.browLowerer};
    const Curve curve(inner, middle, outer);
    const float hair = std::min(m_person.hair, 0.45F * m_person.skin);
    m_patch.bothSides({0.0F, -1.0F, 0.85F, -0.2F}, [&](std::size_t i, float x, float y, int) {
      const auto near = curve.nearest(x, y);
      const float width = 0.047F * m_person.browThickness * (1.0F - 0.65F * near.t * near.t);
      m_patch.mix(i, hair, 0.9F * m_patch.cover(near.distance - width, 0.018F));
    });
  }

  [[nodiscard]] float noseTipY() const { return 0.24F * m_person.noseLength - 0.05F * m_units.noseWrinkler; }

  void paintNose() {
    const float y0 = noseTipY() + 0.11F;
    const float wide = m_person.noseWidth * (1.0F + 0.12F * m_units.noseWrinkler);
    const Curve wing({0.19F * wide, y0 - 0.15F}, {0.25F * wide, y0 - 0.02F}, {0.14F * wide, y0});
    m_patch.bothSides({0.0F, y0 - 0.3F, 0.45F, y0 + 0.2F}, [&](std::size_t i, float x, float y, int) {
      const float dx = (x - 0.085F * wide) / 0.05F;
      const float dy = (y - y0) / 0.026F;
      m_patch.mix(i, 0.12F, 0.8F * bump(dx * dx + dy * dy));
      m_patch.mix(i, m_person.skin * 0.5F, 0.5F * m_patch.cover(wing.nearest(x, y).distance - 0.012F, 0.015F));
      const float sx = x / (0.2F * wide);
      const float sy = (y - y0 - 0.05F) / 0.05F;
      m_patch.albedo[i] *= 1.0F - 0.25F * bump(sx * sx + sy * sy);
    });
  }

  void paintBeard() {
    if (m_person.beard <= 0.0F) {
      return;
    }
    const float hair = std::min(m_person.hair, 0.6F * m_person.skin);
    m_patch.features({-1.3F, -0.25F, 1.3F, 1.8F}, [&](std::size_t i, float x, float y) {
      const float line = 0.62F - 0.75F * smoothstep(0.55F, 0.95F, std::abs(x));
      const float chin = smoothstep(line, line + 0.25F, y);
      const float mx = x / 0.44F;
      const float my = (y - 0.76F) / 0.2F;
      const float around = smoothstep(0.8F, 1.25F, mx * mx + my * my);
      const float tx = x / 0.30F;
      const float ty = (y - 0.53F - 0.25F * x * x) / 0.055F;
      const float share =
          std::max(m_person.beard * chin * around, m_person.moustache * bump(tx * tx * tx * tx + ty * ty));
      m_patch.mix(i, hair * hairTexture(x, y), 0.85F * share);
    });
  }

  void paintMouth() {
    const MouthShape mouth(m_person, m_units);
    const float lip = m_person.skin * 0.60F;
    m_patch.features({-0.9F, 0.25F, 0.9F, 1.5F}, [&](std::size_t i, float x, float y) {
      const auto at = mouth.at(x);
      const float ends = (std::abs(at.t) - 1.0F) * at.half;
      const float upperLip = m_patch.cover(std::max({at.outerUpper - y, y - at.innerUpper, ends}), 0.014F);
      const float lowerLip = m_patch.cover(std::max({at.innerLower - y, y - at.outerLower, ends}), 0.014F);
      m_patch.mix(i, lip * 0.88F, 0.85F * upperLip);
      const float sheen =
          bump((y - 0.5F * (at.innerLower + at.outerLower)) * (y - 0.5F * (at.innerLower + at.outerLower)) / 0.0006F);
      m_patch.mix(i, lip * (1.05F + 0.2F * sheen * (1.0F - at.t * at.t)), 0.8F * lowerLip);

      const float open = m_patch.cover(std::max({at.innerUpper - y, y - at.innerLower, ends + 0.02F}), 0.006F);
      float inside = 0.05F;
      const float tongue = smoothstep(at.innerLower - 0.13F, at.innerLower - 0.02F, y) * (1.0F - 0.7F * at.t * at.t);
      inside += 0.22F * m_units.jawDrop * tongue;
      const float fade = 1.0F - 0.5F * at.t * at.t;
      inside += (0.95F * fade - inside) * m_patch.cover(y - at.innerUpper - at.upperTeeth, 0.01F) *
                smoothstep(0.0F, 0.03F, at.upperTeeth);
      inside += (0.85F * fade - inside) * m_patch.cover(at.innerLower - at.lowerTeeth - y, 0.01F) *
                smoothstep(0.0F, 0.03F, at.lowerTeeth);
      m_patch.mix(i, inside, open);
      // The line where closed lips meet runs on a little into the corners.
      const float gap = at.innerLower - at.innerUpper;
      const float line = std::abs(y - 0.5F * (at.innerUpper + at.innerLower)) - 0.016F -
                         0.5F * gap * smoothstep(1.0F, 0.9F, std::abs(at.t));
      m_patch.mix(i, 0.08F,
                  0.85F * smoothstep(0.07F, 0.02F, gap) * m_patch.cover(std::max(line, ends - 0.02F), 0.012F));
      // Shadow under the lower lip.
      const float sx = x / 0.26F;
      const float sy = (y - at.outerLower - 0.05F) / 0.05F;
      m_patch.albedo[i] *= 1.0F - (0.18F + 0.12F * m_units.chinRaiser) * bump(sx * sx + sy * sy);
    });
  }

  void composite() {
    const float norm =
        1.0F / std::sqrt(m_view.lightX * m_view.lightX + m_view.lightY * m_view.lightY + m_view.lightZ * m_view.lightZ);
    const float slope = 0.5F / m_patch.pixel();
    for (int row = 0; row < m_patch.rows(); ++row) {
      for (int column = 0; column < m_patch.columns(); ++column) {
        const std::size_t i = m_patch.indexOf(column, row);
        if (m_patch.mask[i] <= 0.0F) {
          continue;
        }
        const auto height = [&](int c, int r) {
          return m_patch
              .relief[m_patch.indexOf(std::clamp(c, 0, m_patch.columns() - 1), std::clamp(r, 0, m_patch.rows() - 1))];
        };
        const float gx = (height(column + 1, row) - height(column - 1, row)) * slope;
        const float gy = (height(column, row + 1) - height(column, row - 1)) * slope;
        const float facing =
            (-gx * m_view.lightX - gy * m_view.lightY + m_view.lightZ) * norm / std::sqrt(gx * gx + gy * gy + 1.0F);
        const float light = m_view.ambient + (1.05F - m_view.ambient) * std::max(0.0F, facing);
        onCanvas(i, m_patch.albedo[i] * light, m_patch.mask[i]);
      }
    }
  }

  void paintFrontHair() {
    if (m_person.hairStyle == HairStyle::Bald) {
      return;
    }
    m_patch.outline({-1.7F, -1.9F, 1.7F, 1.3F}, [&](std::size_t i, float x, float y) {
      const float side = std::abs(x) / m_person.faceWidth;
      float line = m_person.hairline + 0.10F * side * side;
      float grow = 0.07F;
      if (m_person.hairStyle == HairStyle::Parted) {
        line += -0.12F + 0.28F * smoothstep(0.35F, -0.9F, x) + 0.3F * smoothstep(0.4F, 1.0F, x);
        grow = 0.13F;
      }
      line += 0.75F * smoothstep(0.62F, 1.02F, side) + 0.009F * std::sin(19.0F * x) + 0.008F * std::sin(47.0F * x);
      float opening = y - line;
      if (m_person.hairStyle == HairStyle::Long) {
        // The hair falls to both sides of an opening that is round above and straight below.
        const float ex = x / (0.86F * m_person.faceWidth);
        const float ey = std::min(0.0F, y - 0.2F) / (m_person.hairline - 0.12F - 0.2F);
        opening = (1.0F - std::sqrt(ex * ex + ey * ey)) * m_person.faceWidth;
        grow = 0.16F;
      }
      const float d = std::max(headDistance(x, std::min(y, 0.4F), grow), opening);
      onCanvas(i, hairColour(x, y), m_patch.cover(d, 0.035F));
    });
  }

  void paintGlasses() {
    // Long hair hides where the arms go.
    const float templeX = m_person.faceWidth * (m_person.hairStyle == HairStyle::Long ? 0.85F : 1.0F);
    m_patch.bothSides({0.0F, -0.7F, 1.1F, 0.15F}, [&](std::size_t i, float x, float y, int) {
      const float dx = (x - m_person.eyeX) / 0.31F;
      const float dy = (y + 0.27F) / 0.24F;
      const float ring = std::abs(std::sqrt(std::sqrt(dx * dx * dx * dx + dy * dy * dy * dy)) - 1.0F) * 0.26F - 0.02F;
      const float bridge = std::max(std::abs(y + 0.33F) - 0.018F, x - (m_person.eyeX - 0.3F));
      const float arm = std::max({std::abs(y + 0.36F) - 0.018F, m_person.eyeX + 0.3F - x, x - templeX});
      onCanvas(i, 0.08F, 0.85F * m_patch.cover(std::min({ring, bridge, arm})));
    });
  }

  Canvas& m_canvas;
  const Identity& m_person;
  const ActionUnits& m_units;
  const View& m_view;
  FacePatch m_patch;
  float m_chinY;
};

} // namespace

void paintFace(Canvas& canvas, const Identity& person, const ActionUnits& units, const View& view) {
  FacePainter(canvas, person, units, view).paint();
}

} // namespace mien::demo
