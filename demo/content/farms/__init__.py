from demo.content.farms.he_honey import FARM as HE_HONEY
from demo.content.farms.lan_tea import FARM as LAN_TEA
from demo.content.farms.li_oranges import FARM as LI_ORANGES
from demo.content.farms.luo_chili import FARM as LUO_CHILI

FARMS = [LI_ORANGES, LAN_TEA, HE_HONEY, LUO_CHILI]
