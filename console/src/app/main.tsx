import { createRoot } from "react-dom/client";
import { Root } from "./Root";
import "./theme.css";
import "@/ui/ui.css";
import "./shell.css";

const place = document.getElementById("root");
if (place) createRoot(place).render(<Root />);
