// The behaviour of every page. Everything here makes a page that already works quicker; nothing depends on it.
import "./htmx";
import { start as dialogs } from "./dialog";
import { start as menus } from "./menu";
import { start as keys } from "./keys";
import { start as palette } from "./palette";
import { start as toasts } from "./toast";
import { start as forms } from "./form";
import { start as combobox } from "./combobox";
import { start as tables } from "./table";
import { start as board } from "./board";
import { start as small } from "./small";
import { start as passkeys } from "./passkey";

for (const begin of [dialogs, menus, keys, palette, toasts, forms, combobox, tables, board, small, passkeys]) {
  begin();
}
