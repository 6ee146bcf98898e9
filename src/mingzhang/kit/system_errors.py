"""What the operating system says of a file, in both languages: its own words are English on most systems."""

from __future__ import annotations

import errno

from mingzhang.kit.language import Text

_WORDS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序使用",
    errno.ELOOP: "链接绕成了圈",
    errno.ENAMETOOLONG: "名称太长",
    errno.EINVAL: "名称或参数无效",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "打开的文件太多",
}

NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says where nothing more fits."""


def reason_of(error: Exception) -> Text:
    """Why a file could not be read or written; the system's own words where there are none of ours.

    An error that does not come from the system (a name with a NUL) is called by its kind.
    """
    if not isinstance(error, OSError) or not error.strerror:
        return Text(type(error).__name__, type(error).__name__)
    # Windows words its errors in the user's language, and tells more than the number that it maps them to.
    known = None if hasattr(error, "winerror") and error.winerror else _WORDS.get(error.errno or 0)
    return Text(known or error.strerror, error.strerror)
