#include "core/picture/detail/decoders.h"
#include "core/picture/detail/signatures.h"

#include <libheif/heif.h>

#include <opencv2/core.hpp>

#include <memory>

namespace mien::detail {

namespace {

struct Freer {
  void operator()(heif_context* context) const { heif_context_free(context); }
  void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
  void operator()(heif_image* image) const { heif_image_release(image); }
};

bool lacksDecoder(const heif_error& error) {
  return error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature ||
         error.code == heif_error_Plugin_loading_error;
}

void fail(StoredPicture& stored, const heif_error& error, bool avif) {
  if (lacksDecoder(error)) {
    stored.fault = PictureFault::NoDecoder;
    stored.reason = avif ? "is an AVIF picture, and libheif has no decoder for it here; install the package "
                           "libheif-plugin-dav1d, or convert it to PNG or JPEG"
                         : "is a HEIC picture, and libheif has no decoder for it here; install the package "
                           "libheif-plugin-libde265, or convert it to PNG or JPEG";
  } else {
    stored.fault = error.subcode == heif_suberror_End_of_data ? PictureFault::CutShort : PictureFault::Damaged;
  }
}

cv::Mat pixelsOf(const heif_image* image, bool alpha) {
  int stride = 0;
  const std::uint8_t* data = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
  const cv::Size size(heif_image_get_width(image, heif_channel_interleaved),
                      heif_image_get_height(image, heif_channel_interleaved));
  if (data == nullptr || size.empty()) {
    return {};
  }
  cv::Mat pixels(size, alpha ? CV_8UC4 : CV_8UC3);
  for (int y = 0; y < size.height; ++y) {
    const std::uint8_t* from = data + static_cast<std::ptrdiff_t>(y) * stride;
    std::uint8_t* to = pixels.ptr(y);
    const int channels = alpha ? 4 : 3;
    for (int x = 0; x < size.width; ++x, from += channels, to += channels) {
      to[0] = from[2];
      to[1] = from[1];
      to[2] = from[0];
      if (alpha) {
        to[3] = from[3];
      }
    }
  }
  return pixels;
}

} // namespace

StoredPicture decodeHeif(Bytes file) {
  StoredPicture stored;
  const bool avif = detectTypeOfBytes(file.first(std::min(file.size(), kSignatureBytes))).format == PictureFormat::Avif;
  const std::unique_ptr<heif_context, Freer> context(heif_context_alloc());
  heif_error error = heif_context_read_from_memory_without_copy(context.get(), file.data(), file.size(), nullptr);
  if (error.code != heif_error_Ok) {
    fail(stored, error, avif);
    return stored;
  }
  heif_image_handle* rawHandle = nullptr;
  error = heif_context_get_primary_image_handle(context.get(), &rawHandle);
  const std::unique_ptr<heif_image_handle, Freer> handle(rawHandle);
  if (error.code != heif_error_Ok) {
    fail(stored, error, avif);
    return stored;
  }
  if (!allowSize(stored, static_cast<std::uint64_t>(heif_image_handle_get_width(handle.get())),
                 static_cast<std::uint64_t>(heif_image_handle_get_height(handle.get())))) {
    return stored;
  }
  const bool alpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
  heif_image* rawImage = nullptr;
  // libheif turns it upright itself; an EXIF orientation beside that says the same and must not count twice.
  error = heif_decode_image(handle.get(), &rawImage, heif_colorspace_RGB,
                            alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nullptr);
  const std::unique_ptr<heif_image, Freer> image(rawImage);
  if (error.code != heif_error_Ok) {
    fail(stored, error, avif);
    return stored;
  }
  stored.pixels = pixelsOf(image.get(), alpha);
  stored.premultiplied = alpha && heif_image_handle_is_premultiplied_alpha(handle.get()) != 0;
  stored.pages = std::max(1, heif_context_get_number_of_top_level_images(context.get()));
  if (stored.pixels.empty()) {
    stored.fault = PictureFault::Damaged;
  }
  return stored;
}

} // namespace mien::detail
