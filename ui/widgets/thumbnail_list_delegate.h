#pragma once

#include <QFontMetrics>
#include <QStyledItemDelegate>

class QPixmap;

namespace mien::ui {

/// Draws a row of a list: a picture at its left and lines beside it, in the colours of a selection where it is chosen.
class ThumbnailListDelegate : public QStyledItemDelegate {
  Q_OBJECT

public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;

protected:
  /// Where the lines beside the picture are drawn, from the top down.
  class Lines {
  public:
    Lines(QPainter& painter, const QStyleOptionViewItem& option, const QRect& room);

    /// A line of text, shortened where it is too long.
    void write(const QString& text, const QColor& color, Qt::TextElideMode elide = Qt::ElideRight, bool bold = false);
    void skip(int pixels) { m_place.setTop(m_place.top() + pixels); }
    void indent(int pixels) { m_indent = pixels; } ///< of the next line of text alone
    void setLineHeight(int pixels) { m_lineHeight = pixels; }
    [[nodiscard]] QRect nextLine() const { return {m_place.left(), m_place.top(), m_place.width(), m_lineHeight}; }
    [[nodiscard]] QColor onSelection(const QColor& color) const; ///< that is legible on a chosen row, too
    [[nodiscard]] bool selected() const;
    [[nodiscard]] QPainter& painter() const { return m_painter; }
    [[nodiscard]] const QFontMetrics& metrics() const { return m_metrics; }

  private:
    QPainter& m_painter;
    const QStyleOptionViewItem& m_option;
    QFontMetrics m_metrics;
    QRect m_place;
    int m_lineHeight;
    int m_indent = 0;
  };

  [[nodiscard]] virtual int padding(const QFontMetrics& metrics) const = 0; ///< px round the row and the picture
  [[nodiscard]] virtual QPixmap picture(const QModelIndex& index) const = 0;
  virtual void paintLines(Lines& lines, const QModelIndex& index) const = 0;
};

} // namespace mien::ui
