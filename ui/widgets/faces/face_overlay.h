#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace mien::ui {

/// A face as it is drawn over a picture.
struct FaceMark {
  int id = 0;
  QRectF box; ///< where it is drawn
  QString label;
  int emotion = -1; ///< for emotionColor(); -1: uncertain
  bool dashed = false;
};

/// The faces of a picture, with the one that stands out.
///
/// Drawn over photographs, not over the theme's surfaces: a bright line with a dark rim and letters on dark plates are
/// legible on any, so they have the dark theme's colours whichever theme is on. GUI thread, or wherever QPainter may be
/// used.
struct FaceMarks {
  std::vector<FaceMark> faces;
  std::optional<int> chosen; ///< the id of the face that stands out

  /// The smallest face at `point`, which may lie in a larger one; up to `margin` px beside its box.
  [[nodiscard]] std::optional<int> faceAt(const QPointF& point, double margin = 0) const;

  /// The ids as the faces stand in the picture, from left to right.
  [[nodiscard]] std::vector<int> leftToRight() const;

  /// Where the labels stand, in the order of `faces`: at the boxes' parts in `picture`, all in `area`, none over
  /// another. Null where there is no room.
  [[nodiscard]] std::vector<QRectF> labelRects(const QFont& font, const QRectF& picture, const QRectF& area) const;
};

/// Boxes and labels over what fills `picture`; labels may leave it as far as `area`. Letters are as large as the
/// painter's font.
void drawFaces(QPainter& painter, const FaceMarks& marks, const QRectF& picture, const QRectF& area);

/// Over a picture that has boxes and labels drawn in already: the number (id) of each face, in a lower corner of its
/// box, and a frame round the chosen one.
void drawNumbers(QPainter& painter, const FaceMarks& marks, const QRectF& picture);

/// A line of text on a plate, in the bottom left corner of `picture`.
void drawNote(QPainter& painter, const QString& text, const QRectF& picture);

} // namespace mien::ui
