#pragma once

#include "ui/predict/view/prediction_formatter.h"
#include "ui/widgets/faces/face_overlay.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

#include <memory>
#include <vector>

namespace mien::ui {

/// The chosen image as large as there is room, its faces boxed and named. A click or Tab and the arrow keys choose one.
class FaceCanvas : public QWidget {
  Q_OBJECT

public:
  explicit FaceCanvas(QWidget* parent = nullptr);

  /// `scale`: px of `picture` per px of the image that `analysis` (may be null) is about.
  void setImage(const QImage& picture, double scale, std::shared_ptr<const ImageAnalysis> analysis);
  void setFormatter(const PredictionFormatter& words);
  void setFace(int face); ///< -1: none
  [[nodiscard]] int face() const { return m_face; }
  [[nodiscard]] int faceCount() const;
  [[nodiscard]] QRectF faceRect(int face) const;        ///< where its box is drawn
  [[nodiscard]] std::vector<QRectF> labelRects() const; ///< of the faces' names; null where there is no room for one
  [[nodiscard]] bool hasImage() const { return !m_picture.isNull(); }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

signals:
  void faceChosen(int face);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool focusNextPrevChild(bool next) override;

private:
  [[nodiscard]] QRectF pictureRect() const;
  [[nodiscard]] FaceMarks marks() const; ///< their ids are the faces' numbers
  [[nodiscard]] int faceAt(const QPointF& point) const;
  [[nodiscard]] const AnalyzedFace& analyzed(int face) const;
  void choose(int face);
  bool chooseBeside(int step); ///< the next to the right (1) or left (-1); false: there is none
  void chooseAtEdge(bool left);
  void describe();

  QImage m_picture;
  QPixmap m_scaled; ///< m_picture at the size it is drawn, device px
  double m_scale = 1;
  std::shared_ptr<const ImageAnalysis> m_analysis;
  PredictionFormatter m_formatter;
  int m_face = -1;
};

} // namespace mien::ui
